import assert from "node:assert/strict";

import type { Door } from "../lifecycle/doors";
import { failureOf, type Failure } from "../guide/failureOf";
import { accessToken, declared, phoneNumberId, Rig } from "../lifecycle/Rig";

const CH = { dataLocalizationRegion: "CH" };
const DE = { dataLocalizationRegion: "DE" };
const PIN = "907531";
// gRPC carries at most 64 KB of trailing metadata; 48 KB leaves room for the packing.
const LARGEST_PARTIAL_STATE = 48 * 1024;

describe("traps of outputs, errors and logs", () => {
    let rig: Rig;

    beforeEach(async () => {
        rig = await Rig.start();
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("outputs are clean JSON, with nothing undefined in them", async () => {
        const state = await rig.create(CH);
        const moved = await rig.up(state, DE);
        const read = await rig.refresh(moved);
        for (const outs of [state, moved, read]) {
            assert.deepEqual(JSON.parse(JSON.stringify(outs)), outs);
            assert.equal(Object.values(outs).includes(undefined), false);
        }
    });

    it("errors have no property that Pulumi takes for something else", async () => {
        for (const { error, properties } of await failures(rig)) {
            assert.equal("code" in error, false);
            assert.equal("details" in error, false);
            assert.equal("metadata" in error, false);
            assert.equal("cause" in error, false);
            assert.equal("id" in error, properties !== undefined, "partial state alone has an id");
        }
    });

    it("no PIN and no token is in a message, a log line or the journal", async () => {
        const state = await rig.create({ ...CH, pin: PIN });
        const moved = await rig.up(state, { ...DE, pin: PIN });
        await rig.refresh(moved);
        const found = await failures(rig);
        await rig.destroy(moved);
        const texts = [
            ...found.map(({ message, error }) => `${message} ${error.stack ?? ""}`),
            ...rig.lines.map(({ message }) => message),
            rig.journalText(),
            JSON.stringify(rig.simulator.requests()),
        ];
        assert.notEqual(rig.journalText(), "", "there is a journal to look into");
        assert.equal(rig.lines.length > 0, true, "there are lines to look into");
        for (const text of texts) {
            assert.equal(text.includes(PIN), false, text);
            assert.equal(text.includes(accessToken), false, text);
        }
    });

    it("a PIN is marked as secret wherever the engine saves it", async () => {
        const provider = rig.operation();
        const { inputs } = await provider.check({}, declared({ ...CH, pin: PIN }));
        assert.equal(isSecret(inputs?.["pin"]), true);
        const state = await rig.create({ ...CH, pin: PIN });
        const { props } = await rig.operation().read(phoneNumberId, state);
        assert.equal(isSecret(props?.["pin"]), true);
        for (const { error } of await failures(rig)) {
            if (!("properties" in error)) continue;
            const { pin } = error.properties as Readonly<Record<string, unknown>>;
            assert.equal(pin === undefined || isSecret(pin), true);
        }
    });

    it("a partial state stays small with both budgets spent and long names", async () => {
        const spentRequests = ["register", "deregister"].flatMap((operation) =>
            Array.from({ length: 10 }, (_, minute) => ({
                operation,
                at: new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString(),
                outcome: "refused",
                graphCode: 133005,
            })),
        );
        rig.simulator.changeNumber(phoneNumberId, {
            verifiedName: "Ü".repeat(512),
            pin: "987654",
        });
        const olds = { ...declared({ pin: PIN, ...CH }), registered: false, spentRequests };
        rig.simulator.clock.set("2026-11-24T12:30:00.000Z");
        const { properties } = await failureOf(rig.up(olds, { ...CH, pin: PIN }));
        const size = Buffer.byteLength(JSON.stringify(properties ?? {}));
        assert.equal(size < LARGEST_PARTIAL_STATE, true, `${size} bytes`);
    });

    it("two calls right after configure both find the configuration", async () => {
        const other = "106540352242923";
        rig.simulator.changeWorld({ numbers: [{ id: other }] });
        const provider: Door = rig.operation();
        const states = await Promise.all([
            rig.create(CH, provider),
            rig.create({ phoneNumberId: other, __name: "other" }, provider),
        ]);
        const registered = states.map((state) => state["registered"]);
        assert.deepEqual(registered, [true, true]);
        assert.equal(rig.simulator.number(other).registered, true);
    });

    it("one process does not lend a number's token to another number", async () => {
        const other = "106540352242923";
        rig.config["whatsapp:accessTokens"] = JSON.stringify({ acme: "EAA-fake-token-acme" });
        rig.simulator.changeWorld({
            numbers: [{ id: other }],
            tokens: [
                { token: accessToken, name: "shared", phoneNumberIds: [phoneNumberId] },
                { token: "EAA-fake-token-acme", name: "acme", phoneNumberIds: [other] },
            ],
        });
        const provider = rig.operation();
        await Promise.all([
            rig.create({}, provider),
            rig.create({ phoneNumberId: other, __name: "other", tokenName: "acme" }, provider),
        ]);
        const tokens = rig.simulator
            .requests()
            .map((request) => `${request.phoneNumberId ?? ""} ${request.token}`);
        assert.deepEqual(new Set(tokens), new Set([`${phoneNumberId} shared`, `${other} acme`]));
    });
});

/** Failures of every kind: refused before and after a request, unanswered, without a token. */
async function failures(rig: Rig): Promise<readonly Failure[]> {
    const inputs = { ...CH, pin: PIN, phoneNumberId: "106540352242930" };
    const olds = { ...declared(inputs), registered: true };
    const number = { id: inputs.phoneNumberId, pin: "111111" };
    rig.simulator.changeWorld({ numbers: [number] });
    const wrongPin = await failureOf(rig.create(inputs));
    rig.simulator.changeNumber(number.id, { registered: true });
    const refused = { kind: "graphError", code: 133005 } as const;
    rig.simulator.addFault({ endpoint: "deregister", phoneNumberId: number.id, fault: refused });
    const deletion = await failureOf(rig.destroy(olds));
    rig.simulator.changeNumber(number.id, { codeVerificationStatus: "NOT_VERIFIED" });
    rig.simulator.changeNumber(number.id, { registered: false });
    const preflight = await failureOf(rig.create(inputs));
    const badInput = await failureOf(rig.check({ ...inputs, pin: `${PIN}9` }, rig.operation()));
    const { "whatsapp:accessToken": token = "" } = rig.config;
    delete rig.config["whatsapp:accessToken"];
    const tokenless = await failureOf(rig.destroy(olds));
    rig.config["whatsapp:accessToken"] = token;
    return [wrongPin, deletion, preflight, badInput, tokenless];
}

function isSecret(value: unknown): boolean {
    return (
        typeof value === "object" && value !== null && "4dabf18193072939515e22adb298388d" in value
    );
}
