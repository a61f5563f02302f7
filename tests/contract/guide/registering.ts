import assert from "node:assert/strict";

import { phoneNumberId } from "../lifecycle/Rig";
import { failureOf } from "./failureOf";
import type { GuideTests } from "./GuideTests";

/** What the guide says about registering and its PIN. */
export const registering: GuideTests = {
    "registers a number that was never registered": async (rig) => {
        assert.equal(rig.simulator.number(phoneNumberId).registered, false);
        const state = await rig.create();
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
        assert.equal(state["registered"], true);
        assert.equal(state["platformType"], "CLOUD_API");
    },

    "refuses an unverified number before anything is sent": async (rig) => {
        const change = { codeVerificationStatus: "NOT_VERIFIED" } as const;
        rig.simulator.changeNumber(phoneNumberId, change);
        const { message, properties } = await failureOf(rig.create());
        assert.match(message, /ownership of the number is not verified/);
        assert.match(message, /verify request.*verify confirm/);
        assert.equal(properties, undefined, "there is nothing to save");
        assert.equal(rig.letters(), "N");
        assert.equal(rig.simulator.number(phoneNumberId).attempts.register, 0);
    },

    "posts a registration to {phone number id}/register": async (rig) => {
        await rig.create();
        const [sent] = rig.simulator.requests().filter(({ letter }) => letter === "R");
        assert.equal(sent?.method, "POST");
        assert.equal(sent.path, `/v24.0/${phoneNumberId}/register`);
    },

    "takes the phone number id, and tells it from a phone number": async (rig) => {
        const provider = rig.operation();
        const inputs = { phoneNumberId: "+41 00 000 00 00" };
        await assert.rejects(rig.check(inputs, provider), /looks like a phone number.*Meta's id/);
        assert.equal(rig.letters(), "");
    },

    "sends messaging_product whatsapp with every registration": async (rig) => {
        rig.simulator.changeNumber(phoneNumberId, { storage: { status: "DEFAULT" } });
        await rig.up(await rig.create(), { dataLocalizationRegion: "CH" });
        const bodies = rig.simulator.requests().filter(({ letter }) => letter === "R");
        const products = bodies.map(({ body }) => body?.["messaging_product"]);
        assert.deepEqual(products, ["whatsapp", "whatsapp"]);
    },

    "refuses a registration without a PIN": async (rig) => {
        const provider = rig.operation();
        await assert.rejects(rig.check({ pin: undefined }, provider), /pin is missing/);
        assert.equal(rig.letters(), "");
    },

    "refuses a PIN that is not six digits": async (rig) => {
        for (const pin of ["12345", "1234567", "12345a", ""]) {
            await assert.rejects(rig.check({ pin }, rig.operation()), /^Error: pin /);
        }
        assert.equal(rig.letters(), "");
    },

    "registers a number that has a PIN with that PIN": async (rig) => {
        rig.simulator.changeNumber(phoneNumberId, { pin: "012345" });
        const state = await rig.create({ pin: "012345" });
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
        assert.equal(rig.simulator.number(phoneNumberId).pin, "012345");
        assert.equal(typeof state["pinProvedAt"], "string");
    },

    "refuses another PIN than the number's, once, in words for the user": async (rig) => {
        rig.simulator.changeNumber(phoneNumberId, { pin: "987654" });
        const { message, properties } = await failureOf(rig.create({ pin: "012345" }));
        assert.match(message, /^Cannot register phone number 106540352242922: /);
        assert.match(message, /133005.*PIN Mismatch/);
        assert.match(message, /Set "pin" to the number's current six digits/);
        assert.equal(rig.letters().match(/R/g)?.length, 1, "a PIN is never guessed twice");
        assert.equal(properties?.["registered"], false);
        assert.equal(rig.simulator.number(phoneNumberId).pin, "987654");
        assert.equal(rig.simulator.number(phoneNumberId).registered, false);
    },

    "changes the PIN of a registered number without the former one": async (rig) => {
        const state = await rig.create({ pin: "012345" });
        rig.simulator.changeNumber(phoneNumberId, { pin: "999999" });
        await rig.up(state, { pin: "543210" });
        assert.equal(rig.simulator.number(phoneNumberId).pin, "543210");
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
        const attempts = { register: 1, deregister: 0 };
        assert.deepEqual(rig.simulator.number(phoneNumberId).attempts, attempts);
    },

    "gives a number without two-step verification the declared PIN: it becomes the PIN": async (
        rig,
    ) => {
        assert.equal(rig.simulator.number(phoneNumberId).pin, null);
        const state = await rig.create({ pin: "004711" });
        assert.equal(rig.simulator.number(phoneNumberId).pin, "004711");
        assert.equal(state["pin"], "004711");
    },

    "sends messaging_product and PIN alone where no region is declared": async (rig) => {
        await rig.create();
        const [sent] = rig.simulator.requests().filter(({ letter }) => letter === "R");
        assert.deepEqual(sent?.body, { messaging_product: "whatsapp", pin: "******" });
    },
};
