import {
    COUNTED_HOURS,
    endOfWindowMs,
    isBlock,
    REQUESTS_PER_WINDOW,
    WINDOW_HOURS,
    type CountedOperation,
    type SpentRequest,
} from "./spentRequests";

/** What is left of one of a number's two budgets. */
export interface Budget {
    /** Requests of the last 73 hours: Meta's 72, and one for clocks that differ. */
    readonly used: number;
    /** What may still be sent now; none while Meta blocks the number. */
    readonly left: number;
    /** When the next slot frees, where any is taken; ISO 8601. */
    readonly nextSlotAt?: string;
    /** When Meta's own block ends, where there is one; others can spend the budget too. */
    readonly blockedUntil?: string;
}

/** Both budgets of a number. */
export interface Budgets extends Readonly<Record<CountedOperation, Budget>> {
    /** Of the ten registrations in 72 hours. */
    readonly register: Budget;
    /** Of the ten deregistrations in 72 hours. */
    readonly deregister: Budget;
}

/** Counts both budgets. */
export function budgetsOf(spent: readonly SpentRequest[], now: Date): Budgets {
    return {
        register: budgetOf(spent, "register", now),
        deregister: budgetOf(spent, "deregister", now),
    };
}

/** Counts one budget over the moving window that ends now. */
export function budgetOf(
    spent: readonly SpentRequest[],
    operation: CountedOperation,
    now: Date,
): Budget {
    const counted = spent
        .filter((request) => request.operation === operation)
        .map((request) => ({ request, endsMs: endOfWindowMs(request) }))
        .filter(({ endsMs }) => endsMs > now.getTime())
        .sort((a, b) => a.endsMs - b.endsMs);
    const used = counted.length;
    const blockEndsMs = counted
        .filter(({ request }) => isBlock(request))
        .map(({ endsMs }) => endsMs)
        .at(-1);
    const left = blockEndsMs === undefined ? Math.max(0, REQUESTS_PER_WINDOW - used) : 0;
    // If more than ten are in the window, a slot frees only when fewer than ten are left.
    const freeingMs = counted[Math.max(0, used - REQUESTS_PER_WINDOW)]?.endsMs;
    const nextSlotMs = blockEndsMs ?? freeingMs;
    return {
        used,
        left,
        ...(nextSlotMs === undefined ? {} : { nextSlotAt: new Date(nextSlotMs).toISOString() }),
        ...(blockEndsMs === undefined ? {} : { blockedUntil: new Date(blockEndsMs).toISOString() }),
    };
}

/** What one request costs: `1 of the 8 registrations left`. */
export function costOf(
    operation: CountedOperation,
    spent: readonly SpentRequest[],
    now: Date,
): string {
    const { left, nextSlotAt } = budgetOf(spent, operation, now);
    const kind = operation === "register" ? "registration" : "deregistration";
    return left > 0
        ? `1 of the ${left} ${kind}s left`
        : `1 ${kind}, and none is left before ${nextSlotAt ?? "later"}`;
}

/** What an operation is about to send. */
export interface Plan {
    readonly register: number;
    readonly deregister: number;
    /**
     * How many registrations must be left afterwards. One, so that a number that goes down can come
     * back. None for bringing a number back, because the reserve exists for that.
     */
    readonly reserve: 0 | 1;
}

/** Why the budget does not allow a plan now. */
export interface BudgetRefusal {
    readonly operation: CountedOperation;
    readonly cause: string;
    /** When the budget allows the plan; ISO 8601. */
    readonly nextAt: string;
    /** Meta blocks the number. Otherwise the reason is our own count. */
    readonly isBlock?: boolean;
}

/**
 * Every reason of the budget against a plan: an eleventh request, the loss of the reserve, or a
 * block. A register block also stops deregistering, because the number could not come back. A
 * deregister block does not stop a repair.
 */
export function budgetRefusals(
    plan: Plan,
    spent: readonly SpentRequest[],
    now: Date,
): readonly BudgetRefusal[] {
    const register = budgetOf(spent, "register", now);
    const deregister = budgetOf(spent, "deregister", now);
    const refusals: BudgetRefusal[] = [];
    if (plan.deregister > 0 && deregister.left < plan.deregister) {
        const needed = plan.deregister;
        refusals.push(refusalOf("deregister", deregister, { needed, spent, now }));
    }
    const needed = plan.register > 0 ? plan.register + plan.reserve : 0;
    const isBlocked = register.blockedUntil !== undefined;
    if (register.left < needed || (isBlocked && plan.deregister > 0)) {
        refusals.push(refusalOf("register", register, { needed: Math.max(1, needed), spent, now }));
    }
    return refusals;
}

interface Need {
    readonly needed: number;
    readonly spent: readonly SpentRequest[];
    readonly now: Date;
}

function refusalOf(
    operation: CountedOperation,
    { used, left, blockedUntil }: Budget,
    { needed, spent, now }: Need,
): BudgetRefusal {
    if (blockedUntil !== undefined) {
        const cause = `Meta blocks its ${operation} requests until ${blockedUntil} (code 133016)`;
        return { operation, cause, nextAt: blockedUntil, isBlock: true };
    }
    const nextAt = nextTimeFor(spent, operation, { needed, now });
    const cause =
        left === 0
            ? `${used} of ${REQUESTS_PER_WINDOW} ${operation} requests were used in the last ${COUNTED_HOURS} hours, and one more would block the number for ${WINDOW_HOURS} hours`
            : `${used} of ${REQUESTS_PER_WINDOW} ${operation} requests were used in the last ${COUNTED_HOURS} hours, and the last one is kept in reserve to bring the number back`;
    return { operation, cause, nextAt };
}

/** When the needed number of requests of a kind is free. */
function nextTimeFor(
    spent: readonly SpentRequest[],
    operation: CountedOperation,
    { needed, now }: { readonly needed: number; readonly now: Date },
): string {
    const ends = spent
        .filter((request) => request.operation === operation)
        .map(endOfWindowMs)
        .filter((endsMs) => endsMs > now.getTime())
        .sort((a, b) => a - b);
    const mustLeave = ends.length + needed - REQUESTS_PER_WINDOW;
    return new Date(ends[mustLeave - 1] ?? now.getTime()).toISOString();
}

/** `2026-11-24T09:30:00.000Z, in 5 h 12 min`. */
export function timeAndDistance(at: string, now: Date): string {
    const minutes = Math.max(1, Math.ceil((Date.parse(at) - now.getTime()) / 60_000));
    const hours = Math.floor(minutes / 60);
    const distance = hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
    return `${at}, in ${distance}`;
}
