import assert from "node:assert/strict";

import fc from "fast-check";

import { reserveViolations } from "../../../policy/src/rules/budgetReserve";
import { budgetOf } from "../../../provider/src/decisions/budget";
import type { SpentRequest } from "../../../provider/src/decisions/spentRequests";

const HOUR_MS = 3_600_000;
const now = new Date("2026-11-22T12:00:00.000Z");
const hoursAgo = (hours: number): string => new Date(now.getTime() - hours * HOUR_MS).toISOString();

function violations(
    spentRequests: readonly SpentRequest[] | undefined,
    config = {},
): readonly string[] {
    return reserveViolations({ spentRequests }, config, now);
}

function registrations(count: number, hours = 1): readonly SpentRequest[] {
    const at = hoursAgo(hours);
    return Array.from({ length: count }, () => ({
        operation: "register",
        at,
        outcome: "accepted",
    }));
}

describe("budgetReserve", () => {
    it("wants three registrations and one deregistration to be left", () => {
        assert.deepEqual(violations(registrations(7)), []);
        assert.deepEqual(violations(registrations(8)), [
            "2 of 10 registrations are left, and this rule requires 3. The next is free at 2026-11-25T11:00:00.000Z.",
        ]);
        const deregistrations = registrations(10).map((request): SpentRequest => ({
            ...request,
            operation: "deregister",
        }));
        assert.match(violations(deregistrations).join(), /^0 of 10 deregistrations are left/);
    });

    it("counts what was sent within 72 hours, from its answer where that took long", () => {
        assert.deepEqual(violations(registrations(10, 72)), []);
        assert.equal(violations(registrations(10, 71.99)).length, 1);
        const slow = registrations(10, 72).map((request) => ({
            ...request,
            answeredAt: hoursAgo(71.99),
        }));
        assert.equal(violations(slow).length, 1);
    });

    it("says until when Meta blocks the number", () => {
        const at = hoursAgo(2);
        const blocked: SpentRequest = {
            ...{ operation: "register", at, outcome: "refused", graphCode: 133016 },
        };
        assert.deepEqual(violations([blocked]), [
            "Meta blocks its registrations until 2026-11-25T10:00:00.000Z (code 133016).",
        ]);
    });

    it("says nothing where no request is stored, or nothing has to be left", () => {
        assert.deepEqual(violations(undefined), []);
        assert.deepEqual(violations(registrations(10), { registrations: 0 }), []);
    });

    it("counts as the provider does", () => {
        const request = fc.record({
            operation: fc.constantFrom("register" as const, "deregister" as const),
            at: fc.double({ min: 0, max: 100, noNaN: true }).map(hoursAgo),
            outcome: fc.constantFrom("accepted" as const, "refused" as const),
        });
        fc.assert(
            fc.property(
                fc.array(request, { maxLength: 14 }),
                fc.nat({ max: 10 }),
                (spent, needed) => {
                    const config = { registrations: needed, deregistrations: 0 };
                    const { left } = budgetOf(spent, "register", now);
                    assert.equal(violations(spent, config).length === 0, left >= needed);
                },
            ),
        );
    });
});
