import assert from "node:assert/strict";

import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "../lifecycle/Rig";
import { withoutRepeatedReads } from "./expectedRequests";

const CH = { dataLocalizationRegion: "CH" };

describe("answers that nobody documents", () => {
    let rig: Rig;
    const number = () => rig.simulator.number(phoneNumberId);

    beforeEach(async () => {
        rig = await Rig.start();
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("end in an error with partial state where the body's region is ignored", async () => {
        rig.config["whatsapp:localStorageRecipe"] = "register";
        rig.simulator.changeWorld({ switches: { bodyRegion: "ignored" } });
        const { message, properties } = await failureOf(rig.create(CH));
        assert.match(message, /Cannot prove region CH of phone number 106540352242922/);
        assert.equal(withoutRepeatedReads(rig.letters()), "N S R N S");
        assert.equal(number().registered, true);
        assert.equal(properties?.["registered"], true, "the state says what is");
        assert.equal(properties["regionVerified"], false);
        assert.equal(properties["dataLocalizationRegion"], undefined);
        rig.simulator.clock.advance({ minutes: 1 });
        await failureOf(rig.up(properties, CH));
    });

    it("find a region that the body did not set by the settings, when told so", async () => {
        rig.config["whatsapp:localStorageRecipe"] = "register";
        rig.simulator.changeWorld({ switches: { bodyRegion: "ignored" } });
        const { properties } = await failureOf(rig.create(CH));
        rig.config["whatsapp:localStorageRecipe"] = "auto";
        rig.simulator.clock.advance({ hours: 25 });
        const state = await rig.up({ ...properties }, CH);
        assert.equal(state["regionVerified"], true);
        assert.equal(number().storage.dataLocalizationRegion, "CH");
    });

    for (const code12HttpStatus of [400, 500]) {
        it(`take code 12 with HTTP ${code12HttpStatus} for a refusal and send nothing twice`, async () => {
            rig.config["whatsapp:localStorageRecipe"] = "register";
            rig.simulator.changeWorld({ switches: { code12HttpStatus } });
            const { message, properties } = await failureOf(rig.create(CH));
            assert.match(message, /code 12, "Deprecated for versions v21\.0 or higher"/);
            assert.equal(rig.letters(), "N S R");
            assert.equal(properties?.["registered"], false);
            rig.config["whatsapp:localStorageRecipe"] = "auto";
            rig.simulator.clock.advance({ hours: 25 });
            const state = await rig.up(properties, CH);
            assert.equal(state["registered"], true);
            assert.deepEqual(number().attempts, { register: 2, deregister: 0 });
        });
    }

    it("put the region in the body where a number has no settings, and never call it proved", async () => {
        const switches = { settingsEndpoint: "unknownPath", bodyRegion: "accepted" } as const;
        rig.simulator.changeWorld({ switches });
        const { message, properties } = await failureOf(rig.create(CH));
        assert.match(message, /local storage cannot be read/);
        assert.equal(rig.letters(), "N S R N S");
        assert.equal(number().storage.dataLocalizationRegion, "CH");
        assert.equal(properties?.["registered"], true);
        assert.equal(properties["regionVerified"], false);
    });

    it("need no settings where no region is declared", async () => {
        rig.simulator.changeWorld({ switches: { settingsEndpoint: "unknownPath" } });
        const state = await rig.create();
        assert.equal(state["registered"], true);
        assert.deepEqual(await rig.up(state), state);
        await rig.destroy(state);
        assert.equal(number().registered, false);
    });

    for (const deregisterUnregistered of ["133010", "2207051"] as const) {
        it(`take ${deregisterUnregistered} for deregistered only after a read says so`, async () => {
            rig.simulator.changeWorld({ switches: { deregisterUnregistered } });
            const state = await rig.create();
            const incomplete = { operation: "deregister", outcome: "refused", graphCode: 133000 };
            const spentRequests = [{ ...incomplete, at: "2026-11-22T12:00:01.000Z" }];
            rig.simulator.changeNumber(phoneNumberId, { registered: false });
            rig.simulator.clock.advance({ minutes: 1 });
            rig.simulator.clearRequests();
            await rig.destroy({ ...state, spentRequests });
            assert.equal(rig.letters(), "N D N");
        });
    }

    for (const deregisterUnregistered of [
        "133010",
        "2207051",
        "notLinked",
        "invalidState",
    ] as const) {
        it(`do not take ${deregisterUnregistered} for deregistered while the number reads registered`, async () => {
            const state = await rig.create();
            const refusal = refusalOf(deregisterUnregistered);
            rig.simulator.addFault({ endpoint: "deregister", fault: refusal });
            rig.simulator.clearRequests();
            const { message } = await failureOf(rig.destroy(state));
            assert.match(message, /^Cannot deregister phone number 106540352242922: /);
            assert.equal(rig.letters().match(/D/g)?.length, 1);
        });
    }

    it("spend one budget where register and deregister share it", async () => {
        rig.simulator.changeWorld({ switches: { attemptBudget: "shared" } });
        const state = await rig.create();
        const attempts = Array.from({ length: 9 }, () => "2026-11-22T11:00:00.000Z");
        rig.simulator.changeNumber(phoneNumberId, { attempts: { deregister: attempts } });
        const { message } = await failureOf(rig.destroy(state));
        assert.match(message, /133016/);
        assert.equal(number().registered, true);
    });

    it("keep a PIN that Meta says it did not take from being called proved by adoption", async () => {
        rig.simulator.changeWorld({ switches: { accountModel: "pinRetired" } });
        rig.simulator.changeNumber(phoneNumberId, { registered: true });
        const state = await rig.create();
        assert.equal(rig.letters(), "N S");
        assert.equal(state["pinProvedAt"], undefined);
    });
});

type Unregistered = "133010" | "2207051" | "notLinked" | "invalidState";

/** The refusals of the simulator's switch, here for a registered number. */
function refusalOf(answer: Unregistered) {
    const kind = "graphError" as const;
    switch (answer) {
        case "133010":
            return { kind, code: 133010, message: "(#133010) The account is not registered" };
        case "2207051":
            return { kind, code: 100, subcode: 2207051, message: "(#100) It is not registered" };
        case "notLinked":
            return {
                kind,
                code: 100,
                message: "(#100) The phone number is not linked in Facebook hosted system",
            };
        case "invalidState":
            return {
                kind,
                code: 100,
                httpStatus: 422,
                message: "(#100) The phone number cannot be deregistered in its current state",
            };
    }
}
