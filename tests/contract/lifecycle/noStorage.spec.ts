import assert from "node:assert/strict";

import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "./Rig";
import { throughBothDoors } from "./throughBothDoors";

const nowhere = { noStorage: { retentionMinutes: 60 } };
const CH = { dataLocalizationRegion: "CH" };
const NO_STORAGE = { status: "NO_STORAGE_ENABLED", retentionMinutes: 60 } as const;

throughBothDoors("No Storage", (door) => {
    let rig: Rig;
    const number = () => rig.simulator.number(phoneNumberId);
    const created = async (inputs: Record<string, unknown>): Promise<Record<string, unknown>> => {
        const state = await rig.create(inputs);
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.clearRequests();
        return state;
    };
    const written = () =>
        rig.simulator
            .requests()
            .filter(({ endpoint }) => endpoint === "setStorage")
            .map(({ body }) => body);

    beforeEach(async () => {
        rig = await Rig.start({}, door);
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("is written before the registration, with its retention, and read back after it", async () => {
        const state = await rig.create(nowhere);
        assert.deepEqual(written(), [
            { storage_configuration: { status: "NO_STORAGE_ENABLED", retention_minutes: 60 } },
        ]);
        assert.equal(rig.letters(), "N S W S R N S");
        assert.deepEqual(number().storage, NO_STORAGE);
        assert.deepEqual(state["noStorage"], { retentionMinutes: 60 });
        assert.equal(state["storageStatus"], "NO_STORAGE_ENABLED");
        assert.equal(state["regionVerified"], true);
        assert.equal("dataLocalizationRegion" in state, false);
    });

    it("adopts a number that has it, and sends nothing for no change", async () => {
        rig.simulator.changeNumber(phoneNumberId, {
            registered: true,
            pin: "012345",
            storage: NO_STORAGE,
        });
        const state = await rig.create(nowhere);
        assert.equal(rig.letters(), "N S");
        assert.deepEqual(await rig.up(state, nowhere), state);
        assert.equal(rig.letters(), "");
    });

    it("is no reason to adopt a number for which a region is declared", async () => {
        rig.simulator.changeNumber(phoneNumberId, {
            registered: true,
            pin: "012345",
            storage: NO_STORAGE,
        });
        const { message } = await failureOf(rig.create(CH));
        assert.match(message, /NO_STORAGE_ENABLED for 60 minutes and region CH is declared/);
        assert.equal(rig.letters(), "N S");
    });

    for (const [from, to, letters] of [
        [CH, nowhere, "N S P D N W S R N S"],
        [nowhere, CH, "N S P D N W S R N S"],
        [nowhere, {}, "N S P D N W S R N"],
        [{}, nowhere, "N S P D N W S R N S"],
    ] as const) {
        it(`replaces from ${JSON.stringify(from)} to ${JSON.stringify(to)}: ${letters}`, async () => {
            const state = await created(from);
            const moved = await rig.up(state, to);
            assert.equal(rig.letters(), letters);
            assert.equal(number().registered, true);
            assert.deepEqual(moved["noStorage"], "noStorage" in to ? to.noStorage : undefined);
            assert.deepEqual(await rig.up(moved, to), moved, "the next up has nothing to do");
        });
    }

    it("shows as drift where somebody else changed it", async () => {
        const state = await created(nowhere);
        rig.simulator.changeNumber(phoneNumberId, {
            storage: { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "IN" },
        });
        const drifted = await rig.refresh(state);
        assert.equal(rig.letters(), "N S");
        assert.equal(drifted["dataLocalizationRegion"], "IN");
        assert.equal("noStorage" in drifted, false);
        const provider = rig.operation();
        const news = await rig.check(nowhere, provider);
        const { replaces } = await provider.diff(phoneNumberId, drifted, news);
        assert.deepEqual(replaces, ["dataLocalizationRegion", "noStorage"]);
    });

    it("comes back with the number that somebody else deregistered", async () => {
        const state = await created(nowhere);
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        const drifted = await rig.refresh(state);
        assert.deepEqual(drifted["noStorage"], { retentionMinutes: 60 });
        await rig.up(drifted, nowhere);
        assert.deepEqual(number().storage, NO_STORAGE);
        assert.equal(number().registered, true);
    });

    it("goes into the body of the registration where settings are not to be had", async () => {
        rig.config["whatsapp:localStorageRecipe"] = "register";
        rig.simulator.changeWorld({ switches: { bodyRegion: "accepted" } });
        const state = await rig.create(nowhere);
        assert.equal(rig.letters(), "N S R N S");
        assert.deepEqual(number().storage, NO_STORAGE);
        assert.equal(state["regionVerified"], true);
    });

    it("is not called proved while it does not read back", async () => {
        rig.simulator.changeWorld({ switches: { storageVisibleAfterSeconds: 600 } });
        const { message } = await failureOf(rig.create(nowhere));
        assert.match(message, /set noStorage \(60 minutes\) of/);
        assert.match(message, /Nothing was registered/);
        assert.equal(number().registered, false);
    });

    it("that Meta has not enabled for the business brings the number back with its region", async () => {
        rig.simulator.changeWorld({ switches: { noStorage: "notAllowed" } });
        const state = await created(CH);
        const { message, properties } = await failureOf(rig.up(state, nowhere));
        assert.match(message, /is registered again, with region CH as before/);
        assert.equal(number().registered, true);
        assert.equal(number().storage.dataLocalizationRegion, "CH");
        assert.ok(properties);
        assert.equal(properties["dataLocalizationRegion"], "CH");
        assert.equal("noStorage" in properties, false);
        rig.simulator.clearRequests();
        await failureOf(rig.up({ ...properties }, nowhere));
        assert.doesNotMatch(
            rig.letters(),
            /[DR]/,
            "it is not taken down again for the same refusal",
        );
    });

    it("is not stored where the number went back, although nothing can be read", async () => {
        rig.simulator.changeWorld({
            switches: { settingsEndpoint: "unknownPath", bodyRegion: "accepted" },
        });
        const state = await created({});
        const fault = { kind: "graphError", code: 12 } as const;
        rig.simulator.addFault({ endpoint: "register", fault });
        const { properties } = await failureOf(rig.up(state, nowhere));
        assert.equal(number().registered, true);
        assert.equal("noStorage" in (properties ?? {}), false);
    });

    it("is left for the region that the stack knows, where Meta does not tell", async () => {
        rig.simulator.changeWorld({
            switches: { settingsEndpoint: "unknownPath", bodyRegion: "accepted" },
        });
        const { properties } = await failureOf(rig.create(CH));
        rig.simulator.clock.advance({ minutes: 1 });
        const fault = { kind: "graphError", code: 12 } as const;
        rig.simulator.addFault({ endpoint: "register", fault });
        const second = await failureOf(rig.up({ ...properties }, nowhere));
        assert.match(second.message, /registered again, with region CH as before/);
        assert.equal(number().storage.dataLocalizationRegion, "CH");
        assert.equal(second.properties?.["dataLocalizationRegion"], "CH");
    });
});
