import type { AttemptLog, CountedOperation, PhoneNumber } from "./PhoneNumber";
import type { Switches } from "./switches";

/** Requests that one window allows. Registration guide, "Limitations", read 2026-11-22. */
export const ATTEMPT_LIMIT = 10;

/** Length of the moving window, and of the block after the eleventh request; same source. */
const WINDOW_MS = 72 * 3_600_000;

/** The decision of the window about a request. */
export interface AttemptVerdict {
    /** Whether the operation may handle the request. */
    readonly allowed: boolean;
    /** The number after the request or the block was noted. */
    readonly number: PhoneNumber;
}

/** A request that Meta counts. */
export interface Attempt {
    /** The operation. */
    readonly operation: CountedOperation;
    /** The time. */
    readonly now: Date;
    /** The switches of this world. */
    readonly switches: Switches;
}

/**
 * Counts a request to `/register` or `/deregister`. The eleventh within 72 hours is refused and
 * blocks the operation for the next 72.
 *
 * @param number - the number as it is
 * @param attempt - the request
 */
export function countedAttempt(number: PhoneNumber, attempt: Attempt): AttemptVerdict {
    const { operation, now, switches } = attempt;
    const nowMs = now.getTime();
    const log = number.attempts[operation];
    const operations = operationsOfBudget(operation, switches);
    const block = { ...number, attempts: blocked(number.attempts, operations, nowMs + WINDOW_MS) };
    if (log.blockedUntilMs !== null && log.blockedUntilMs > nowMs) {
        return { allowed: false, number: switches.blockedCallsExtend ? block : number };
    }
    const used = operations.flatMap((each) => attemptsInWindow(number.attempts[each], now)).length;
    if (used >= ATTEMPT_LIMIT) return { allowed: false, number: block };
    const noted = { ...log, attemptsMs: [...log.attemptsMs, nowMs], blockedUntilMs: null };
    return {
        allowed: true,
        number: { ...number, attempts: { ...number.attempts, [operation]: noted } },
    };
}

/**
 * The number without its last request, for worlds that count successes only.
 *
 * @param number - the number as it is
 * @param operation - the operation whose last request is removed
 */
export function uncountedAttempt(number: PhoneNumber, operation: CountedOperation): PhoneNumber {
    const log = number.attempts[operation];
    const noted = { ...log, attemptsMs: log.attemptsMs.slice(0, -1) };
    return { ...number, attempts: { ...number.attempts, [operation]: noted } };
}

/**
 * The times of the requests that still count. A request made exactly 72 hours ago does not count.
 *
 * @param log - the requests of one operation
 * @param now - the world's time
 */
export function attemptsInWindow(log: AttemptLog, now: Date): readonly number[] {
    return log.attemptsMs.filter((attemptMs) => attemptMs > now.getTime() - WINDOW_MS);
}

function operationsOfBudget(
    operation: CountedOperation,
    switches: Switches,
): readonly CountedOperation[] {
    switch (switches.attemptBudget) {
        case "separate":
            return [operation];
        case "shared":
            return ["register", "deregister"];
    }
}

function blocked(
    attempts: PhoneNumber["attempts"],
    operations: readonly CountedOperation[],
    blockedUntilMs: number,
): PhoneNumber["attempts"] {
    const entries = operations.map((each) => [each, { ...attempts[each], blockedUntilMs }]);
    return { ...attempts, ...(Object.fromEntries(entries) as Partial<PhoneNumber["attempts"]>) };
}
