import { type Budgets, budgetsOf } from "../../decisions/budget";
import { refusedUntil } from "../../decisions/refusalMemory";
import { mergedSpentRequests, type SpentRequest } from "../../decisions/spentRequests";
import { withoutUndefined } from "../../graph/jsonObject";
import type { NumberInState } from "../state/numbersInState";

/** What is left of one number's requests, and what was refused. */
export interface NumberBudget {
    /** Meta's id of the number. */
    readonly phoneNumberId: string;
    /** The name of its resource, where a state names it. */
    readonly name?: string;
    /**
     * Whether the journal or a given state knows the number at all; where neither does, the budgets
     * are those of a number that nothing was ever sent for, and need not be true.
     */
    readonly recorded: boolean;
    /** Both budgets. */
    readonly budgets: Budgets;
    /** The requests of the last 72 hours, the oldest first. */
    readonly spentRequests: readonly SpentRequest[];
    /** What was refused last and is not tried again before that time; ISO 8601. */
    readonly refusals: readonly RefusedUntil[];
}

/** A refusal that still holds. */
export interface RefusedUntil {
    /** What was refused: `register`, `deregister` or `region`. */
    readonly operation: string;
    /** Until when it is not tried again while nothing changes; ISO 8601. */
    readonly until: string;
    /** The message of then, where the state keeps it. */
    readonly message?: string;
}

/** What is known of one number: from states, which may be several, and from the journal. */
export interface Known {
    readonly phoneNumberId: string;
    readonly inStates: readonly NumberInState[];
    readonly journalled: readonly SpentRequest[];
}

/** Counts a number's budgets from everything that is known. */
export function numberBudgetOf(
    { phoneNumberId, inStates, journalled }: Known,
    now: Date,
): NumberBudget {
    const records = [...inStates.map((one) => one.spentRequests), journalled];
    const spentRequests = mergedSpentRequests(records, now);
    return withoutUndefined({
        phoneNumberId,
        name: inStates.find(({ name }) => name !== undefined)?.name,
        recorded: inStates.length > 0 || journalled.length > 0,
        budgets: budgetsOf(spentRequests, now),
        spentRequests,
        refusals: [...refusalsIn(inStates, now), ...refusedDeregistration(spentRequests, now)],
    });
}

function refusalsIn(inStates: readonly NumberInState[], now: Date): readonly RefusedUntil[] {
    return inStates.flatMap(({ refusal }) => {
        if (refusal === undefined || Date.parse(refusal.nextTryAt) <= now.getTime()) return [];
        const { operation, nextTryAt: until, message } = refusal;
        return [{ operation, until, message }];
    });
}

function refusedDeregistration(
    spentRequests: readonly SpentRequest[],
    now: Date,
): readonly RefusedUntil[] {
    const until = refusedUntil("deregister", spentRequests);
    return until === undefined || until <= now
        ? []
        : [{ operation: "deregister", until: until.toISOString() }];
}
