import assert from "node:assert/strict";

import type { SpentRequest } from "../../../provider/src/decisions/spentRequests";
import { unnotedRegistration } from "../../../provider/src/decisions/unnotedRegistration";

const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
const lastOnboardedTime = "2026-11-22T11:00:00+0000";
const registration = (at: string, rest: Partial<SpentRequest> = {}): SpentRequest => ({
    operation: "register",
    at: `2026-11-22T${at}Z`,
    outcome: "accepted",
    ...rest,
});
const isFound = (spent: readonly SpentRequest[], told = lastOnboardedTime): boolean =>
    unnotedRegistration({ lastOnboardedTime: told }, spent, nowMs) !== undefined;

describe("unnotedRegistration", () => {
    it("is one request, at the time that Meta tells", () => {
        assert.deepEqual(unnotedRegistration({ lastOnboardedTime }, [], nowMs), {
            operation: "register",
            at: "2026-11-22T11:00:00.000Z",
            outcome: "accepted",
        });
    });

    it("is none within a minute of one that is known, nor before it", () => {
        assert.equal(isFound([registration("10:59:00.000")]), false);
        assert.equal(isFound([registration("10:58:59.999")]), true);
        assert.equal(isFound([registration("11:30:00.000")]), false);
        const slow = { answeredAt: "2026-11-22T10:59:30.000Z" };
        assert.equal(isFound([registration("10:58:00.000", slow)]), false);
    });

    it("counts a registration without an answer as known, but not a refused one or a deregistration", () => {
        const at = "11:00:00.000";
        assert.equal(isFound([registration(at, { outcome: "unanswered" })]), false);
        const refused = { outcome: "refused", graphCode: 133005 } as const;
        assert.equal(isFound([registration(at, refused)]), true);
        assert.equal(isFound([registration(at, { operation: "deregister" })]), true);
    });

    it("is none where Meta tells no time, or one that is far ahead", () => {
        assert.equal(unnotedRegistration({}, [], nowMs), undefined);
        for (const told of ["", "soon", "2026-11-22T13:00:01+0000"]) {
            assert.equal(isFound([], told), false, told);
        }
    });
});
