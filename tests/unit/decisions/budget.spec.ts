import assert from "node:assert/strict";

import fc from "fast-check";

import {
    budgetOf,
    budgetRefusals,
    timeAndDistance,
    type Plan,
} from "../../../provider/src/decisions/budget";
import type { CountedOperation, SpentRequest } from "../../../provider/src/decisions/spentRequests";

const HOUR_MS = 3_600_000;
const now = new Date("2026-11-22T12:00:00.000Z");
const hoursAgo = (hours: number): string => new Date(now.getTime() - hours * HOUR_MS).toISOString();
const spent = (
    count: number,
    operation: CountedOperation = "register",
    hours = 1,
): readonly SpentRequest[] =>
    Array.from({ length: count }, (_, index) => ({
        operation,
        at: hoursAgo(hours + index / 100),
        outcome: "accepted" as const,
    }));
const blocked = (operation: CountedOperation): readonly SpentRequest[] => [
    { operation, at: hoursAgo(2), outcome: "refused", graphCode: 133016 },
];

const replace: Plan = { register: 1, deregister: 1, reserve: 1 };
const register: Plan = { register: 1, deregister: 0, reserve: 1 };
const repair: Plan = { register: 1, deregister: 0, reserve: 0 };
const remove: Plan = { register: 0, deregister: 1, reserve: 1 };
const isRefused = (plan: Plan, requests: readonly SpentRequest[]): boolean =>
    budgetRefusals(plan, requests, now).length > 0;

describe("budgetOf", () => {
    it("has all ten of a number that nothing was sent for", () => {
        assert.deepEqual(budgetOf([], "register", now), { used: 0, left: 10 });
    });

    it("counts what failed and what was never answered like what was accepted", () => {
        const requests: SpentRequest[] = [
            { operation: "register", at: hoursAgo(3), outcome: "refused", graphCode: 133005 },
            { operation: "register", at: hoursAgo(2), outcome: "unanswered" },
            { operation: "register", at: hoursAgo(1), outcome: "accepted" },
        ];
        assert.equal(budgetOf(requests, "register", now).left, 7);
    });

    it("counts register and deregister apart", () => {
        assert.equal(budgetOf(spent(4, "deregister"), "register", now).left, 10);
        assert.equal(budgetOf(spent(4, "deregister"), "deregister", now).left, 6);
    });

    it("counts a request at 72 h 59 min, by whatever clock, and no more at 73 h", () => {
        const at = (hours: number): readonly SpentRequest[] => spent(1, "register", hours);
        assert.equal(budgetOf(at(72 + 59 / 60), "register", now).used, 1);
        assert.equal(budgetOf(at(73), "register", now).used, 0);
    });

    it("counts a slow request from its answer: Meta received it no later", () => {
        const slow: SpentRequest = {
            operation: "register",
            at: hoursAgo(72),
            answeredAt: new Date(now.getTime() - 72 * HOUR_MS + 20_000).toISOString(),
            outcome: "unanswered",
        };
        const budget = budgetOf([slow], "register", now);
        assert.equal(budget.used, 1);
        assert.equal(budget.nextSlotAt, "2026-11-22T13:00:20.000Z");
    });

    it("says when the next slot frees", () => {
        assert.equal(budgetOf([], "register", now).nextSlotAt, undefined);
        const ten = [...spent(9), ...spent(1, "register", 70)];
        const budget = budgetOf(ten, "register", now);
        assert.equal(budget.left, 0);
        assert.equal(budget.nextSlotAt, "2026-11-22T15:00:00.000Z");
    });

    it("waits for the second oldest where eleven are in the window", () => {
        const eleven = [...spent(9), ...spent(1, "register", 70), ...spent(1, "register", 60)];
        assert.equal(budgetOf(eleven, "register", now).nextSlotAt, "2026-11-23T01:00:00.000Z");
    });

    it("takes 133016 as a block of 72 hours and one for the clocks, whatever was counted", () => {
        const budget = budgetOf(blocked("register"), "register", now);
        assert.equal(budget.left, 0);
        assert.equal(budget.blockedUntil, "2026-11-25T11:00:00.000Z");
        assert.equal(budget.nextSlotAt, budget.blockedUntil);
    });
});

describe("budgetRefusals", () => {
    it("lets a replace use the ninth registration, and refuses it the tenth", () => {
        assert.equal(isRefused(replace, spent(8)), false);
        assert.equal(isRefused(replace, spent(9)), true);
        assert.match(budgetRefusals(replace, spent(9), now)[0]?.cause ?? "", /kept in reserve/);
    });

    it("lets a repair use the tenth, and refuses it the eleventh", () => {
        assert.equal(isRefused(repair, spent(9)), false);
        assert.equal(isRefused(repair, spent(10)), true);
        assert.match(
            budgetRefusals(repair, spent(10), now)[0]?.cause ?? "",
            /10 of 10 register requests were used/,
        );
    });

    it("keeps the reserve from a first registration too", () => {
        assert.equal(isRefused(register, spent(8)), false);
        assert.equal(isRefused(register, spent(9)), true);
    });

    it("lets the tenth deregistration pass and refuses the eleventh", () => {
        assert.equal(isRefused(remove, spent(9, "deregister")), false);
        assert.equal(isRefused(remove, spent(10, "deregister")), true);
    });

    it("says when the plan fits, the reserve counted in", () => {
        const requests = [...spent(8), ...spent(1, "register", 70)];
        assert.equal(budgetRefusals(replace, requests, now)[0]?.nextAt, "2026-11-22T15:00:00.000Z");
    });

    it("stops deregistering while registering is blocked", () => {
        assert.equal(isRefused(remove, blocked("register")), true);
        assert.equal(isRefused(replace, blocked("register")), true);
    });

    it("does not stop a repair while deregistering is blocked", () => {
        assert.equal(isRefused(repair, blocked("deregister")), false);
        assert.equal(isRefused(replace, blocked("deregister")), true);
    });

    it("gives both reasons where both halves do not fit", () => {
        const requests = [...spent(10), ...spent(10, "deregister")];
        assert.deepEqual(
            budgetRefusals(replace, requests, now).map(({ operation }) => operation),
            ["deregister", "register"],
        );
    });

    it("never lets an eleventh request of a window pass, whatever was sent when", () => {
        const times = fc.array(fc.integer({ min: 0, max: 80 * 60 }), { maxLength: 14 });
        fc.assert(
            fc.property(times, fc.constantFrom(replace, register, repair), (minutes, plan) => {
                const requests = minutes.map((minute): SpentRequest => ({
                    operation: "register",
                    at: hoursAgo(minute / 60),
                    outcome: "accepted",
                }));
                const inWindow = minutes.filter((minute) => minute < 73 * 60).length;
                const passes = !isRefused(plan, requests);
                assert.equal(passes, inWindow + 1 + plan.reserve <= 10);
            }),
        );
    });

    it("names a time at which the very plan passes, and a moment before it does not", () => {
        const times = fc.array(fc.integer({ min: 0, max: 71 * 60 }), {
            minLength: 9,
            maxLength: 14,
        });
        fc.assert(
            fc.property(times, fc.constantFrom(replace, register, repair), (minutes, plan) => {
                const requests = minutes.map((minute): SpentRequest => ({
                    operation: "register",
                    at: hoursAgo(minute / 60),
                    outcome: "accepted",
                }));
                const [refusal] = budgetRefusals(plan, requests, now);
                if (refusal === undefined) return;
                const nextMs = Date.parse(refusal.nextAt);
                assert.deepEqual(budgetRefusals(plan, requests, new Date(nextMs)), []);
                assert.equal(budgetRefusals(plan, requests, new Date(nextMs - 1)).length, 1);
            }),
        );
    });
});

describe("timeAndDistance", () => {
    it("says both, in hours and minutes, rounded up", () => {
        const at = "2026-11-22T17:12:00.000Z";
        assert.equal(timeAndDistance(at, now), `${at}, in 5 h 12 min`);
        assert.match(timeAndDistance("2026-11-22T12:00:01.000Z", now), /in 1 min$/);
        assert.match(timeAndDistance("2026-11-22T11:00:00.000Z", now), /in 1 min$/);
    });
});
