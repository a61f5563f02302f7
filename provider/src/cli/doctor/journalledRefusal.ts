import { BUDGET_SPENT } from "../../decisions/graphCodes";
import { pauseAfter, type RefusedOutcome } from "../../decisions/refusalMemory";
import type { SpentRequest } from "../../decisions/spentRequests";

/** A refused registration that the journal alone knows. */
export interface JournalledRefusal {
    /** When it was sent; ISO 8601. */
    readonly at: string;
    /** Meta's error code. */
    readonly graphCode: number;
    /** Until when the same input is not tried again; ISO 8601. */
    readonly nextTryAt: string;
}

/**
 * The refusal that a number's last register request met, from the requests of a journal, the oldest
 * first. None where that one was accepted or got no answer, where nothing of it is remembered, and
 * for a block, which is the budget's to tell.
 */
export function journalledRefusal(spent: readonly SpentRequest[]): JournalledRefusal | undefined {
    const requests = spent.filter(({ operation }) => operation === "register");
    const last = requests.at(-1);
    if (last?.outcome !== "refused" || last.graphCode === undefined) return undefined;
    const { at, graphCode } = last;
    if (graphCode === BUDGET_SPENT) return undefined;
    const isLikeLast = (one: SpentRequest): boolean =>
        one.outcome === "refused" && one.graphCode === graphCode;
    const attempts = requests.length - 1 - requests.findLastIndex((one) => !isLikeLast(one));
    const outcome: RefusedOutcome = { kind: "refused", graphCode };
    const pauseMs = pauseAfter(outcome, attempts);
    if (pauseMs === undefined) return undefined;
    return { at, graphCode, nextTryAt: new Date(Date.parse(at) + pauseMs).toISOString() };
}
