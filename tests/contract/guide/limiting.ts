import assert from "node:assert/strict";

import { phoneNumberId, type Rig } from "../lifecycle/Rig";
import { failureOf } from "./failureOf";
import type { GuideTests } from "./GuideTests";

type Counted = "register" | "deregister";

const NOW = "2026-11-22T12:00:00.000Z";

/** What the guide says about the ten requests in 72 hours. */
export const limiting: GuideTests = {
    "registers with the tenth request of 72 hours": async (rig) => {
        spend(rig, "register", 9);
        await rig.create();
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
        assert.equal(rig.simulator.number(phoneNumberId).attempts.register, 10);
    },

    "does not register with the eleventh: 133016, and the number is blocked for 72 hours": async (
        rig,
    ) => {
        spend(rig, "register", 10);
        const { message, properties } = await failureOf(rig.create());
        assert.match(message, /133016/);
        assert.match(message, /Wait until the 72 hours are over; nothing makes the block shorter/);
        assert.equal(rig.simulator.number(phoneNumberId).registered, false);
        assert.deepEqual(rig.simulator.number(phoneNumberId).blockedUntil, {
            register: hoursFromNow(72),
            deregister: null,
        });
        assert.equal(properties?.["registered"], false);
        const [{ id, ...spent } = {}] = properties["spentRequests"] as Record<string, unknown>[];
        assert.match(String(id), /^[0-9a-f]{8}$/);
        const refused = { outcome: "refused", graphCode: 133016 };
        assert.deepEqual(spent, { operation: "register", at: NOW, ...refused });
    },

    "registers again when the block of 72 hours is over, and not before": async (rig) => {
        spend(rig, "register", 10);
        await failureOf(rig.create());
        rig.simulator.clock.advance({ hours: 71, minutes: 59 });
        await failureOf(rig.create());
        assert.equal(rig.simulator.number(phoneNumberId).registered, false);
        // One hour more, for clocks that differ.
        rig.simulator.clock.advance({ hours: 1, minutes: 2 });
        await rig.create();
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
    },

    "counts a registration for 72 hours and no longer: the window moves": async (rig) => {
        const early = hoursFromNow(-72);
        const others = Array.from({ length: 9 }, () => hoursFromNow(-1));
        rig.simulator.changeNumber(phoneNumberId, { attempts: { register: [early, ...others] } });
        await rig.create();
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
    },

    "sends no eleventh registration that it knows of": async (rig) => {
        const spentRequests = ten("register");
        const state = await rig.create();
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        const drifted = await rig.refresh({ ...state, spentRequests });
        rig.simulator.clearRequests();
        const { message } = await failureOf(rig.up(drifted));
        // The create was the eleventh request. So the second oldest, sent nine hours ago, has to
        // leave the window. Our window is one hour longer than Meta's, for clocks that differ.
        assert.ok(message.includes(`It fits again at ${hoursFromNow(64)}, in 64 h`), message);
        assert.equal(rig.letters(), "", "not even asked: the plan refuses it");
        rig.simulator.clock.set(hoursFromNow(64));
        await rig.up(drifted);
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
    },

    "sends no eleventh deregistration that it knows of": async (rig) => {
        const spentRequests = ten("deregister");
        const state = await rig.create();
        rig.simulator.clearRequests();
        const { message } = await failureOf(rig.destroy({ ...state, spentRequests }));
        // The oldest was sent ten hours ago.
        assert.ok(message.includes(`It fits again at ${hoursFromNow(63)}, in 63 h`), message);
        assert.equal(rig.letters(), "N");
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
        rig.simulator.clock.set(hoursFromNow(63));
        await rig.destroy({ ...state, spentRequests });
        assert.equal(rig.simulator.number(phoneNumberId).registered, false);
    },

    "deregisters with the tenth request of 72 hours": async (rig) => {
        const state = await rig.create();
        spend(rig, "deregister", 9);
        await rig.destroy(state);
        assert.equal(rig.simulator.number(phoneNumberId).registered, false);
    },

    "does not deregister with the eleventh: 133016, and the number is blocked for 72 hours": async (
        rig,
    ) => {
        const state = await rig.create();
        spend(rig, "deregister", 10);
        rig.simulator.clearRequests();
        const { message } = await failureOf(rig.destroy(state));
        assert.match(message, /^Cannot deregister phone number 106540352242922: .*133016/);
        assert.match(message, /Wait until the 72 hours are over; nothing makes the block shorter/);
        assert.equal(rig.letters(), "N D", "asked once");
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
        const { blockedUntil } = rig.simulator.number(phoneNumberId);
        assert.deepEqual(blockedUntil, { register: null, deregister: hoursFromNow(72) });
    },

    "deregisters again when the block of 72 hours is over, and not before": async (rig) => {
        const state = await rig.create();
        spend(rig, "deregister", 10);
        await failureOf(rig.destroy(state));
        rig.simulator.clock.advance({ hours: 71, minutes: 59 });
        await failureOf(rig.destroy(state));
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
        // One hour more, for clocks that differ.
        rig.simulator.clock.advance({ hours: 1, minutes: 2 });
        await rig.destroy(state);
        assert.equal(rig.simulator.number(phoneNumberId).registered, false);
    },

    "counts a deregistration for 72 hours and no longer: the window moves": async (rig) => {
        const state = await rig.create();
        const early = hoursFromNow(-72);
        const others = Array.from({ length: 9 }, () => hoursFromNow(-1));
        rig.simulator.changeNumber(phoneNumberId, { attempts: { deregister: [early, ...others] } });
        await rig.destroy(state);
        assert.equal(rig.simulator.number(phoneNumberId).registered, false);
    },

    "records every request that was sent, refused ones too": async (rig) => {
        rig.simulator.changeNumber(phoneNumberId, { pin: "987654" });
        const { properties } = await failureOf(rig.create());
        const state = await rig.up(properties ?? {}, { pin: "987654" });
        const outcomes = spentOf(state).map(({ operation, outcome }) => `${operation} ${outcome}`);
        assert.deepEqual(outcomes, ["register refused", "register accepted"]);
        assert.equal(rig.simulator.number(phoneNumberId).attempts.register, 2);
    },
};

function spend(rig: Rig, operation: Counted, count: number): void {
    const times = Array.from({ length: count }, () => hoursFromNow(-1));
    rig.simulator.changeNumber(phoneNumberId, { attempts: { [operation]: times } });
}

/** Ten requests in the state, one an hour. */
function ten(operation: Counted): readonly object[] {
    return Array.from({ length: 10 }, (_, hour) => ({
        operation,
        at: hoursFromNow(-hour - 1),
        outcome: "accepted",
    }));
}

function hoursFromNow(hours: number): string {
    return new Date(Date.parse(NOW) + hours * 3_600_000).toISOString();
}

function spentOf(state: Readonly<Record<string, unknown>>) {
    return state["spentRequests"] as readonly { operation: string; outcome: string }[];
}
