import { timeAndDistance } from "./budget";
import { type JournalEntry, type KnownToState, unseenEntries } from "./JournalEntry";
import type { Refusal } from "./refusals";
import { COUNTED_HOURS, endOfWindowMs } from "./spentRequests";

/** What the journal of one number told. */
export interface JournalReading {
    /** Every write that it knows of, the oldest first; none where there is no journal yet. */
    readonly entries: readonly JournalEntry[];
    /** Why that may not be all. */
    readonly trouble?: JournalTrouble;
}

/** Why what was sent is not known. */
export type JournalTrouble =
    /** There is something at its place, and it cannot be read. */
    | { readonly kind: "unreadable"; readonly path: string; readonly reason: string }
    /** What it held up to then cannot be understood; ISO 8601. */
    | { readonly kind: "lost"; readonly path: string; readonly until: string };

/**
 * Says whether the journal knows, or may know, of a write that a state was never told of: then the
 * number is looked at, whatever the state says of it.
 */
export function hasUnseen(
    { entries, trouble }: JournalReading,
    state: KnownToState,
    now: Date,
): boolean {
    return isInDoubt(trouble, now) || unseenEntries(entries, state, now).length > 0;
}

/** Says whether the journal may hide what was sent and still counts. */
export function isInDoubt(trouble: JournalTrouble | undefined, now: Date): boolean {
    return refusalOfTrouble(trouble, now) !== undefined;
}

/** The sentence about a journal in trouble, for a warning. */
export function describeTrouble(trouble: JournalTrouble): string {
    return trouble.kind === "unreadable"
        ? `the journal of its requests, ${trouble.path}, cannot be read: ${trouble.reason}`
        : `the journal of its requests, ${trouble.path}, was damaged: what was sent before ${trouble.until} is not known`;
}

/**
 * The refusal of every register and deregister request while nobody knows how many were sent. What
 * was lost counts as ten of each, sent when the file was last written.
 */
export function refusalOfTrouble(
    trouble: JournalTrouble | undefined,
    now: Date,
): Refusal | undefined {
    if (trouble === undefined) return undefined;
    const cause = describeTrouble(trouble);
    if (trouble.kind === "unreadable") {
        const nextStep =
            "Let this user read it, or set WHATSAPP_JOURNAL_DIR to a folder of this user's that " +
            "lasts between runs. An eleventh request would block the number for 72 hours";
        return {
            cause: `${cause}. How many requests are left is not known`,
            nextStep,
            isBudget: true,
        };
    }
    const endsMs = endOfWindowMs({ at: trouble.until });
    if (endsMs <= now.getTime()) return undefined;
    const until = timeAndDistance(new Date(endsMs).toISOString(), now);
    const nextStep =
        `It fits again at ${until}. To go on before, put a copy of the file back, or delete the ` +
        `file where nobody sent more than a few requests in the last ${COUNTED_HOURS} hours`;
    return { cause: `${cause}, and counts as ten of each`, nextStep, isBudget: true };
}
