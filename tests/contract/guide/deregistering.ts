import assert from "node:assert/strict";

import { phoneNumberId } from "../lifecycle/Rig";
import { failureOf } from "./failureOf";
import type { GuideTests } from "./GuideTests";

const CH = { dataLocalizationRegion: "CH" };

/** What the guide says about deregistering. */
export const deregistering: GuideTests = {
    "makes a number unusable with Cloud API by deregistering it": async (rig) => {
        const state = await rig.create();
        await rig.destroy(state);
        const { registered, platformType } = rig.simulator.number(phoneNumberId);
        assert.equal(registered, false);
        assert.equal(platformType, "NOT_APPLICABLE");
        assert.equal((await rig.refresh(state))["registered"], false);
    },

    "storage reads off after a deregistration": async (rig) => {
        const state = await rig.create(CH);
        await rig.destroy(state);
        assert.deepEqual(rig.simulator.number(phoneNumberId).storage, {
            status: "IN_COUNTRY_STORAGE_DISABLED",
        });
        const refreshed = await rig.refresh(state);
        assert.equal(refreshed["storageStatus"], "IN_COUNTRY_STORAGE_DISABLED");
    },

    "posts a deregistration to {phone number id}/deregister, without a body": async (rig) => {
        const state = await rig.create();
        await rig.destroy(state);
        const [sent] = rig.simulator.requests().filter(({ letter }) => letter === "D");
        assert.equal(sent?.method, "POST");
        assert.equal(sent.path, `/v24.0/${phoneNumberId}/deregister`);
        assert.deepEqual(sent.body, {});
        assert.deepEqual(sent.query, {});
    },

    "refuses to deregister a number that the WhatsApp Business app uses too": async (rig) => {
        const state = await rig.create();
        rig.simulator.changeNumber(phoneNumberId, { isOnBizApp: true });
        rig.simulator.clearRequests();
        const { message } = await failureOf(rig.destroy(state));
        assert.match(message, /in use in the WhatsApp Business app beside Cloud API/);
        assert.match(message, /Disconnect it in the WhatsApp Business app/);
        assert.equal(rig.letters(), "N", "Meta is not asked for what it refuses");
        assert.equal(rig.simulator.number(phoneNumberId).attempts.deregister, 0);
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
    },

    "names the WhatsApp Business app when only Meta's refusal tells that it uses the number":
        async (rig) => {
            const state = await rig.create();
            // The short field list does not ask for is_on_biz_app.
            rig.simulator.changeWorld({ switches: { unknownFields: ["is_on_biz_app"] } });
            rig.simulator.changeNumber(phoneNumberId, { isOnBizApp: true });
            const { message } = await failureOf(rig.destroy(state));
            assert.match(message, /WhatsApp Business app/);
            assert.equal(rig.simulator.number(phoneNumberId).registered, true);
            assert.equal(rig.simulator.number(phoneNumberId).attempts.deregister, 1);
        },

    "keeps the number on its account, with its id and its verification": async (rig) => {
        const state = await rig.create(CH);
        const before = rig.simulator.number(phoneNumberId);
        rig.simulator.clearRequests();
        await rig.destroy(state);
        const methods = rig.simulator.requests().map(({ method }) => method);
        assert.deepEqual(methods, ["GET", "POST", "GET"], "nothing is deleted");
        assert.equal(rig.letters(), "N D N", "nothing but the deregistration was asked for");
        const { id, wabaId, displayPhoneNumber, codeVerificationStatus, removed } =
            rig.simulator.number(phoneNumberId);
        assert.equal(removed, false);
        assert.equal(codeVerificationStatus, "VERIFIED", "it needs no new verification");
        assert.deepEqual(
            { id, wabaId, displayPhoneNumber },
            { id: before.id, wabaId: before.wabaId, displayPhoneNumber: before.displayPhoneNumber },
        );
        const refreshed = await rig.refresh(state);
        assert.equal(refreshed["phoneNumberId"], phoneNumberId);
        assert.equal(refreshed["wabaId"], before.wabaId, "its account is readable");
    },

    "leaves deleting to WhatsApp Manager, and says so": async (rig) => {
        await rig.destroy(await rig.create());
        assert.equal(rig.simulator.number(phoneNumberId).removed, false);
        const [last] = rig.lines.slice(-1);
        assert.match(
            last?.message ?? "",
            /with its history, until it is deleted in WhatsApp Manager/,
        );
    },

    "registers a deregistered number again without a new verification": async (rig) => {
        await rig.destroy(await rig.create());
        await rig.create();
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
        assert.deepEqual(rig.simulator.number(phoneNumberId).attempts, {
            register: 2,
            deregister: 1,
        });
    },

    "takes success true, and true as a text, for success": async (rig) => {
        for (const successAs of ["boolean", "string"] as const) {
            rig.simulator.changeWorld({ switches: { successAs } });
            await rig.destroy(await rig.create(CH));
        }
        assert.deepEqual(rig.simulator.number(phoneNumberId).attempts, {
            register: 2,
            deregister: 2,
        });
    },
};
