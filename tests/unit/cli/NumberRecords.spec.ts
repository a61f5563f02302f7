import assert from "node:assert/strict";

import { journalledRefusal } from "../../../provider/src/cli/NumberRecords";
import type { SpentRequest } from "../../../provider/src/decisions/spentRequests";

const refused = (hour: number, graphCode: number): SpentRequest => ({
    operation: "register",
    at: `2026-11-22T${String(hour).padStart(2, "0")}:00:00.000Z`,
    outcome: "refused",
    graphCode,
});
const accepted: SpentRequest = {
    operation: "register",
    at: "2026-11-22T08:00:00.000Z",
    outcome: "accepted",
};

describe("the refusal that a journal knows", () => {
    const until = (...spent: readonly SpentRequest[]): string | undefined =>
        journalledRefusal(spent)?.nextTryAt;

    it("holds as long as the provider pauses after that code", () => {
        assert.equal(until(refused(9, 133005)), "2026-11-23T09:00:00.000Z");
        assert.equal(until(refused(9, 133015)), "2026-11-22T09:05:00.000Z");
    });

    it("pauses longer the more often the same code came in a row", () => {
        assert.equal(until(refused(1, 131000), refused(9, 131000)), "2026-11-22T09:30:00.000Z");
        assert.equal(until(refused(1, 2), refused(9, 131000)), "2026-11-22T09:05:00.000Z");
    });

    it("is none after a registration that was accepted or got no answer", () => {
        assert.equal(until(refused(7, 133005), accepted), undefined);
        assert.equal(until(refused(7, 133005), { ...accepted, outcome: "unanswered" }), undefined);
    });

    it("outlives a deregistration, which is a request of another kind", () => {
        const deregistered = { ...accepted, operation: "deregister" } as const;
        assert.equal(until(refused(7, 133005), deregistered), "2026-11-23T07:00:00.000Z");
    });

    it("is none for a block, which the budget tells, and for a token, which is not remembered", () => {
        assert.equal(until(refused(9, 133016)), undefined);
        assert.equal(until(refused(9, 190)), undefined);
        assert.equal(until(), undefined);
    });
});
