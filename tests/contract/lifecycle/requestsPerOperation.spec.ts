import assert from "node:assert/strict";

import { phoneNumberId, Rig } from "./Rig";
import { throughBothDoors } from "./throughBothDoors";

const CH = { dataLocalizationRegion: "CH" };
const DE = { dataLocalizationRegion: "DE" };
const ON_CH = { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "CH" } as const;

// The table of the design, row by row: N node read, S settings read, W settings write, P PIN,
// R register, D deregister. What Meta counts is R and D.
throughBothDoors("requests per operation", (door) => {
    let rig: Rig;
    const number = () => rig.simulator.number(phoneNumberId);
    const created = async (inputs: Record<string, unknown>): Promise<Record<string, unknown>> => {
        const state = await rig.create(inputs);
        rig.simulator.clearRequests();
        return state;
    };

    beforeEach(async () => {
        rig = await Rig.start({}, door);
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("previews, and updates without changes, with none", async () => {
        const state = await created(CH);
        const provider = rig.operation();
        const news = await rig.check(DE, provider);
        assert.equal((await provider.diff(phoneNumberId, state, news)).changes, true);
        assert.deepEqual(await rig.up(state, CH), state);
        assert.equal(rig.letters(), "");
    });

    it("creates without a region with N S R N", async () => {
        const state = await rig.create();
        assert.equal(rig.letters(), "N S R N");
        assert.equal(state["registered"], true);
        assert.equal(number().registered, true);
    });

    it("switches storage off that reads on: N S W S R N", async () => {
        rig.simulator.changeNumber(phoneNumberId, { storage: ON_CH });
        await rig.create();
        assert.equal(rig.letters(), "N S W S R N");
        assert.equal(number().storage.status, "IN_COUNTRY_STORAGE_DISABLED");
    });

    it("creates with a region with N S W S R N S", async () => {
        const state = await rig.create(CH);
        assert.equal(rig.letters(), "N S W S R N S");
        assert.equal(state["dataLocalizationRegion"], "CH");
        assert.equal(state["regionVerified"], true);
        assert.deepEqual(number().storage, ON_CH);
    });

    it("creates with a region that already reads as wanted with N S R N S", async () => {
        rig.simulator.changeNumber(phoneNumberId, { storage: ON_CH });
        await rig.create(CH);
        assert.equal(rig.letters(), "N S R N S");
    });

    it("creates with a region in the body with N S R N S", async () => {
        rig.config["whatsapp:localStorageRecipe"] = "register";
        rig.simulator.changeWorld({ switches: { bodyRegion: "accepted" } });
        const state = await rig.create(CH);
        assert.equal(rig.letters(), "N S R N S");
        assert.equal(state["dataLocalizationRegion"], "CH");
        assert.deepEqual(number().storage, ON_CH);
    });

    it("adopts with N S", async () => {
        rig.simulator.changeNumber(phoneNumberId, {
            registered: true,
            pin: "012345",
            storage: ON_CH,
        });
        const state = await rig.create(CH);
        assert.equal(rig.letters(), "N S");
        assert.equal(state["registered"], true);
        assert.equal(state["pinProvedAt"], undefined, "nothing proved the PIN");
        assert.deepEqual(number().attempts, { register: 0, deregister: 0 });
    });

    it("changes the PIN with N P", async () => {
        const state = await created({});
        const news = await rig.up(state, { pin: "543210" });
        assert.equal(rig.letters(), "N P");
        assert.equal(number().pin, "543210");
        assert.equal(news["pin"], "543210");
        assert.equal(number().attempts.register, 1, "the PIN cost no registration");
    });

    it("replaces by another region with N S P D N W S R N S", async () => {
        const state = await created(CH);
        const news = await rig.up(state, DE);
        assert.equal(rig.letters(), "N S P D N W S R N S");
        assert.equal(news["dataLocalizationRegion"], "DE");
        assert.equal(number().storage.dataLocalizationRegion, "DE");
        assert.equal(number().registered, true);
        assert.deepEqual(number().attempts, { register: 2, deregister: 1 });
    });

    it("replaces for a region newly declared, and taken away", async () => {
        const state = await created({});
        const declared = await rig.up(state, CH);
        assert.equal(rig.letters(), "N S P D N W S R N S");
        const news = await rig.up(declared, {});
        assert.equal(rig.letters(), "N S P D N W S R N");
        assert.equal(news["dataLocalizationRegion"], undefined);
        assert.equal(number().storage.status, "IN_COUNTRY_STORAGE_DISABLED");
        assert.equal(number().registered, true);
    });

    it("repairs a number deregistered outside with N S R N", async () => {
        const state = await created({});
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        const drifted = await rig.refresh(state);
        assert.equal(drifted["registered"], false);
        rig.simulator.clearRequests();
        const news = await rig.up(drifted);
        assert.equal(rig.letters(), "N S R N");
        assert.equal(news["registered"], true);
    });

    it("repairs one with a region with N S W S R N S", async () => {
        const state = await created(CH);
        rig.simulator.changeNumber(phoneNumberId, {
            registered: false,
            storage: { status: "IN_COUNTRY_STORAGE_DISABLED" },
        });
        const drifted = await rig.refresh(state);
        assert.equal(drifted["dataLocalizationRegion"], "CH", "it is to come back where it was");
        rig.simulator.clearRequests();
        const news = await rig.up(drifted, CH);
        assert.equal(rig.letters(), "N S W S R N S");
        assert.equal(news["regionVerified"], true);
        assert.equal(number().storage.dataLocalizationRegion, "CH");
    });

    it("deletes with N D N, and a deregistered number with N", async () => {
        const state = await created(CH);
        await rig.destroy(state);
        assert.equal(rig.letters(), "N D N");
        assert.equal(number().registered, false);
        await rig.destroy(state);
        assert.equal(rig.letters(), "N");
        assert.equal(number().attempts.deregister, 1);
    });

    it("refreshes with N, and with N S where it manages a region", async () => {
        const plain = await created({});
        await rig.refresh(plain);
        assert.equal(rig.letters(), "N");
        const managed = await rig.up(plain, CH);
        rig.letters();
        await rig.refresh(managed);
        assert.equal(rig.letters(), "N S");
    });

    it("changes names with none", async () => {
        const state = await created({});
        rig.config["whatsapp:accessTokens"] = JSON.stringify({ acme: "EAA-fake-token" });
        const news = await rig.up(state, { tokenName: "acme", wabaId: "102290129340398" });
        assert.equal(rig.letters(), "");
        assert.equal(news["tokenName"], "acme");
        assert.equal(news["wabaId"], "102290129340398");
        assert.equal(news["registered"], true, "nothing else was lost");
    });
});
