import { timeAndDistance } from "./budget";
import { type JournalEntry, type KnownToState, unseenEntries } from "./JournalEntry";
import type { Refusal } from "./refusals";
import { COUNTED_HOURS, endOfWindowMs } from "./spentRequests";

/** What a reading of the journal of one number found. */
export interface JournalReading {
    /** Every write in the journal, the oldest first. Empty if there is no journal yet. */
    readonly entries: readonly JournalEntry[];
    /** Why writes may be missing. */
    readonly trouble?: JournalTrouble;
}

/** Why the journal does not know what was sent. */
export type JournalTrouble =
    /** The journal exists, and it cannot be read. */
    | { readonly kind: "unreadable"; readonly path: string; readonly reason: string }
    /** Entries up to the time `until` cannot be understood; ISO 8601. */
    | { readonly kind: "lost"; readonly path: string; readonly until: string };

/**
 * Says whether the journal knows, or may know, a write that a state does not know. If so, the run
 * looks at the number, whatever the state says.
 */
export function hasUnseen(
    { entries, trouble }: JournalReading,
    state: KnownToState,
    now: Date,
): boolean {
    return isInDoubt(trouble, now) || unseenEntries(entries, state, now).length > 0;
}

/** Says whether requests that still count may be missing from the journal. */
export function isInDoubt(trouble: JournalTrouble | undefined, now: Date): boolean {
    return refusalOfTrouble(trouble, now) !== undefined;
}

/** Describes the trouble of a journal, for a warning. */
export function describeTrouble(trouble: JournalTrouble): string {
    return trouble.kind === "unreadable"
        ? `the journal of its requests, ${trouble.path}, cannot be read: ${trouble.reason}`
        : `the journal of its requests, ${trouble.path}, was damaged: what was sent before ${trouble.until} is not known`;
}

/**
 * Refuses every register and deregister request while nobody knows how many were sent. A damaged
 * journal counts as ten of each, sent when the file was last written.
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
        `It fits again at ${until}. To continue earlier, restore the file from a copy. Without a ` +
        `copy, delete the file if nobody sent more than a few requests in the last ${COUNTED_HOURS} hours`;
    return { cause: `${cause}, and counts as ten of each`, nextStep, isBudget: true };
}
