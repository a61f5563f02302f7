import { refusedUntil } from "../../decisions/refusalMemory";
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
    const last = spent.findLast(({ operation }) => operation === "register");
    if (last?.outcome !== "refused" || last.graphCode === undefined) return undefined;
    const { at, graphCode } = last;
    const nextTryAt = refusedUntil("register", spent)?.toISOString();
    return nextTryAt === undefined ? undefined : { at, graphCode, nextTryAt };
}
