import { FEW_NONE, one, type Scenario } from "./Scenario";
import {
    blockedBy,
    CH,
    created,
    DE,
    drifted,
    spent,
    up,
    withNameWaiting,
    withSlowRequestLeaving,
} from "./worlds";

/** Every scenario that starts with spent budgets, or with blocks. */
export function budgetScenarios(): readonly Scenario[] {
    const moved = [1, 2, 7, 8, 9, 10].flatMap((count) => [
        one(`move, ${count} registrations spent`, [spent(created(CH), "register", count), up(DE)]),
    ]);
    const repaired = [8, 9, 10].map((count) =>
        one(`repair, ${count} registrations spent`, [
            spent(drifted(CH), "register", count),
            up(CH),
        ]),
    );
    const named = [8, 9, 10].map((count) =>
        one(
            `a name waits, ${count} registrations spent`,
            [spent(withNameWaiting(CH), "register", count), up(CH)],
            FEW_NONE,
        ),
    );
    const deregistered = [8, 9, 10].flatMap((count) => [
        one(`move, ${count} deregistrations spent`, [
            spent(created(CH), "deregister", count),
            up(DE),
        ]),
        one(`destroy, ${count} deregistrations spent`, [
            spent(created(CH), "deregister", count),
            { kind: "destroy" },
        ]),
    ]);
    const blocks = (["register", "deregister"] as const).flatMap((operation) => [
        one(
            `move, ${operation} blocked unseen`,
            [blockedBy(created(CH), operation), up(DE)],
            FEW_NONE,
        ),
        one(
            `repair, ${operation} blocked unseen`,
            [blockedBy(drifted(CH), operation), up(CH)],
            FEW_NONE,
        ),
        one(
            `destroy, ${operation} blocked unseen`,
            [blockedBy(created(CH), operation), { kind: "destroy" }],
            FEW_NONE,
        ),
    ]);
    const slow = one("repair, a slow request leaves the window", [
        withSlowRequestLeaving(spent(drifted(CH), "register", 9)),
        up(CH),
    ]);
    return [slow, ...moved, ...repaired, ...named, ...deregistered, ...blocks];
}
