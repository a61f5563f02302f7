import assert from "node:assert/strict";

import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "../lifecycle/Rig";
import { throughBothDoors } from "../lifecycle/throughBothDoors";

const CH = { dataLocalizationRegion: "CH" };
const DE = { dataLocalizationRegion: "DE" };
// Pulumi's text for a value that is not known yet.
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** An error with the data that the engine saves for a resource that could not be read. */
interface Unhealthy extends Error {
    readonly metadata: { get(key: string): readonly (string | Buffer)[] };
}

throughBothDoors("traps of inputs", (door) => {
    let rig: Rig;
    const refusalOf = (inputs: Record<string, unknown>): Promise<string> =>
        failureOf(rig.check(inputs, rig.operation())).then(({ message }) => message);

    beforeEach(async () => {
        rig = await Rig.start({}, door);
    });
    afterEach(async () => {
        assert.equal(/N|S/.test(rig.letters()), false, "inputs are judged without a request");
        await rig.stop();
    });

    it("refuse a PIN that is a number, whose leading zero would be lost", async () => {
        assert.match(await refusalOf({ pin: 12345 }), /^pin /);
        assert.match(await refusalOf({ pin: 212834 }), /^pin /);
    });

    it("keep the leading zeros of a PIN", async () => {
        const { pin } = await rig.check({ pin: "000042" }, rig.operation());
        assert.equal(pin, "000042");
    });

    it("refuse full-width digits, spaces and other digits in a PIN, and never repeat it", async () => {
        for (const pin of ["０１２３４５", "٠١٢٣٤٥", " 12345", "123 456", "123456 ", "123456\n"]) {
            const message = await refusalOf({ pin });
            assert.match(message, /^pin /, JSON.stringify(pin));
            assert.equal(message.includes(pin), false, "a PIN is not repeated");
        }
    });

    it("take a PIN that is too simple: only Meta knows whether it takes it", async () => {
        for (const pin of ["000000", "123456", "111111"]) {
            assert.equal((await rig.check({ pin }, rig.operation()))["pin"], pin);
        }
    });

    it("say what is meant by UK and EU, and that US is not offered", async () => {
        const region = (dataLocalizationRegion: string) => refusalOf({ dataLocalizationRegion });
        assert.match(await region("UK"), /"UK" is not a storage region\. Did you mean "GB"\?/);
        assert.match(await region("EU"), /Did you mean "DE"\?/);
        assert.match(await region("US"), /does not offer the United States/);
        assert.match(await region("UNITED_STATES"), /does not offer the United States/);
        assert.match(await region("India"), /Did you mean "IN"\?/);
    });

    it("refuse a region that Meta does not list, in capitals or not", async () => {
        for (const dataLocalizationRegion of ["CO", "co", "FR", "Asia", "valueOf", "__proto__"]) {
            assert.match(await refusalOf({ dataLocalizationRegion }), /^dataLocalizationRegion: /);
        }
    });

    it("are not judged while they are unknown", async () => {
        const unknown = { phoneNumberId: UNKNOWN, pin: UNKNOWN, dataLocalizationRegion: UNKNOWN };
        const inputs = { ...unknown, wabaId: UNKNOWN, tokenName: UNKNOWN };
        const checked = await rig.check(inputs, rig.operation());
        assert.deepEqual({ ...checked, ...inputs }, checked, "they go on as they came");
    });
});

throughBothDoors("traps of a rotated or missing token", (door) => {
    let rig: Rig;

    beforeEach(async () => {
        rig = await Rig.start({}, door);
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("a rotated token is no change and costs nothing", async () => {
        const state = await rig.create(CH);
        rig.config["whatsapp:accessToken"] = "EAA-fake-token-2";
        rig.letters();
        const provider = rig.operation();
        const news = await rig.check(CH, provider);
        const { changes } = await provider.diff(phoneNumberId, state, news);
        assert.equal(changes, false);
        assert.equal(rig.letters(), "");
        assert.equal(JSON.stringify(state).includes("EAA"), false, "no token is stored");
    });

    it("a missing token at delete is never success", async () => {
        const state = await rig.create(CH);
        delete rig.config["whatsapp:accessToken"];
        const { message } = await failureOf(rig.destroy(state));
        assert.match(message, /WHATSAPP_ACCESS_TOKEN .*whatsapp:accessToken/);
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
    });

    it("a missing token with a name does not fall back to another one", async () => {
        const state = await rig.create(CH);
        const { message } = await failureOf(rig.destroy({ ...state, tokenName: "acme" }));
        assert.match(message, /WHATSAPP_ACCESS_TOKEN_ACME/);
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
    });

    it("a number that cannot be seen in a refresh is kept, with what to do", async () => {
        const state = await rig.create(CH);
        rig.simulator.changeNumber(phoneNumberId, { removed: true });
        const { message, error } = await failureOf(rig.refresh(state));
        assert.match(message, /code 100, subcode 33/);
        assert.match(message, /kept in the state as it was.*pulumi state delete/);
        // The data that the engine has to save is sent separately from the message.
        const [details] = (error as Unhealthy).metadata.get("grpc-status-details-bin");
        assert.match(String(details), /ErrorResourceInitFailed/);
        assert.equal(String(details).includes(phoneNumberId), true);
        assert.equal(String(details).includes("IN_COUNTRY_STORAGE_ENABLED"), true);
    });

    it("a number that the token cannot see now is kept, without advice to give it up", async () => {
        const state = await rig.create(CH);
        rig.simulator.addFault({
            endpoint: "getPhoneNumber",
            fault: { kind: "graphError", code: 190 },
        });
        const { message } = await failureOf(rig.refresh(state));
        assert.match(message, /kept in the state as it was\.$/);
        assert.doesNotMatch(message, /state delete/);
    });

    it("a number that a program only reads is not called kept where it cannot be seen", async () => {
        rig.simulator.changeNumber(phoneNumberId, { removed: true });
        const { message } = await failureOf(rig.operation().read(phoneNumberId, {}));
        assert.match(message, /code 100, subcode 33/);
        assert.doesNotMatch(message, /kept in the state/);
    });

    it("another account than Meta tells is warned of, by create and by refresh", async () => {
        const state = await rig.create({ wabaId: "102290129340399" });
        await rig.refresh(state);
        const warnings = rig.lines.filter(({ severity }) => severity === "warning");
        const wrong = warnings.filter(({ message }) => /declared as 102290129340399/.test(message));
        assert.equal(wrong.length, 2);
        assert.match(wrong[0]?.message ?? "", /belongs to 102290129340398/);
    });

    it("a number that cannot be seen at delete is no success", async () => {
        const state = await rig.create(CH);
        rig.simulator.changeNumber(phoneNumberId, { removed: true });
        const { message } = await failureOf(rig.destroy(state));
        assert.match(message, /code 100, subcode 33/);
    });

    it("a move in the wrong order of the two halves never ends offline", async () => {
        const state = await rig.create(CH);
        const provider = rig.operation();
        const news = await rig.check(DE, provider);
        await provider.diff(phoneNumberId, state, news);
        await provider.delete(phoneNumberId, state);
        await provider.create(news);
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
        assert.equal(rig.simulator.number(phoneNumberId).storage.dataLocalizationRegion, "DE");
    });
});
