import assert from "node:assert/strict";

import { waitingName } from "../../../provider/src/decisions/displayName";

const now = new Date("2026-11-22T12:00:00.000Z");
const registered = { status: "CONNECTED", platformType: "CLOUD_API" };
const approved = { ...registered, newNameStatus: "APPROVED" };

describe("waitingName", () => {
    it("waits for nothing before the approval, and after a refusal", () => {
        for (const newNameStatus of ["PENDING_REVIEW", "DECLINED", "EXPIRED", "NONE", "LATER"]) {
            const reading = { ...registered, newNameStatus };
            assert.deepEqual(waitingName(reading, {}, now), { displayNameRegistered: true });
        }
        assert.deepEqual(waitingName(registered, {}, now), { displayNameRegistered: true });
    });

    it("waits from the approval on, for 14 days from when it was first seen", () => {
        const first = waitingName(approved, {}, now);
        assert.deepEqual(first, {
            displayNameRegistered: false,
            registerDisplayNameBy: "2026-12-06T12:00:00.000Z",
        });
        const later = new Date("2026-11-25T12:00:00.000Z");
        assert.deepEqual(waitingName(approved, first, later), first);
    });

    it("takes the name as registered after a registration since then", () => {
        const known = waitingName(approved, {}, now);
        const before = { ...known, registeredAt: "2026-11-22T11:59:59.999Z" };
        const after = { ...known, registeredAt: "2026-11-22T12:00:01.000Z" };
        assert.equal(waitingName(approved, before, now).displayNameRegistered, false);
        assert.equal(waitingName(approved, after, now).displayNameRegistered, true);
    });

    it("does not wait for a number that is not registered: registering will take the name", () => {
        const reading = { status: "DISCONNECTED", newNameStatus: "APPROVED" };
        assert.deepEqual(waitingName(reading, {}, now), { displayNameRegistered: true });
    });
});
