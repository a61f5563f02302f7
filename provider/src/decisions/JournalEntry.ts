import { graphErrorEntry } from "../graph/catalogue";
import { endOfWindowMs, isSameRequest, type SpentRequest } from "./spentRequests";

/**
 * The writes that the journal notes before they are sent: the two requests that Meta counts, and the
 * writes that cost nothing but also change a number.
 */
export type JournalledOperation = (typeof OPERATIONS)[number];

const OPERATIONS = ["register", "deregister", "pin", "storage"] as const;

/** Says whether a word is one of these operations. */
export function isJournalledOperation(word: unknown): word is JournalledOperation {
    return OPERATIONS.some((operation) => operation === word);
}

/** One write as the journal on disk keeps it. Never holds a PIN or a token. */
export interface JournalEntry {
    readonly operation: JournalledOperation;
    /** Tells it from another write of the same millisecond. Absent if 0.1.0 wrote the entry. */
    readonly id?: string;
    /** When it was sent; ISO 8601. */
    readonly at: string;
    /** When the answer came or the wait for it ended, if that took a second or more; ISO 8601. */
    readonly answeredAt?: string;
    /** `unanswered`: no usable answer came, or the process ended before it came. */
    readonly outcome: "accepted" | "refused" | "unanswered";
    /** Meta's error code, if Meta refused it. */
    readonly graphCode?: number;
    /** Meta's error subcode, if Meta refused it. Sometimes only the subcode says what is wrong. */
    readonly graphSubcode?: number;
    /** `<stack>::<project>` of the resource for which it was sent. */
    readonly stack?: string;
    /**
     * For a registration, and for the deregistration of a move: tells this attempt from another one.
     * Reveals nothing else about it.
     */
    readonly mark?: string;
    /** For a registration and a PIN write: tells its PIN from another one, and reveals nothing else. */
    readonly pinMark?: string;
    /** For a registration: it carried a backup of the On-Premises API. */
    readonly migrates?: boolean;
    /** For a refused write: how the number read. */
    readonly reading?: string;
}

/** Says whether a write may have taken effect, based on its outcome. */
export function mayHaveTakenEffect({ outcome, graphCode, graphSubcode }: JournalEntry): boolean {
    if (outcome !== "refused" || graphCode === undefined) return outcome !== "refused";
    return graphErrorEntry(graphCode, graphSubcode).mayHaveTakenEffect;
}

/** The entries that Meta counts, in the form that the outputs keep. */
export function countedAmong(entries: readonly JournalEntry[]): readonly SpentRequest[] {
    return entries.flatMap(({ operation, id, at, answeredAt, outcome, graphCode }) => {
        if (operation !== "register" && operation !== "deregister") return [];
        return [
            {
                operation,
                ...(id === undefined ? {} : { id }),
                at,
                outcome,
                ...(answeredAt === undefined ? {} : { answeredAt }),
                ...(graphCode === undefined ? {} : { graphCode }),
            },
        ];
    });
}

/** What a state needs, to say which entries of a journal it knows. */
export interface KnownToState {
    readonly spentRequests: readonly SpentRequest[];
    /** The run looked at every entry up to this time. Absent in states of 0.1.0. */
    readonly __knownUntil?: string;
    readonly registeredAt?: string;
}

/**
 * The entries that a state does not know: what remains from a failed delete, a killed process, or an
 * engine that stopped before it saved. Each entry is checked by itself, so that no later entry hides
 * an earlier one.
 */
export function unseenEntries(
    entries: readonly JournalEntry[],
    state: KnownToState,
    now: Date,
): readonly JournalEntry[] {
    const { spentRequests, __knownUntil, registeredAt } = state;
    // A state of 0.1.0 does not say. It knew everything up to its last request.
    const until = __knownUntil ?? spentRequests.at(-1)?.at ?? registeredAt;
    return entries.filter((entry) => {
        if (spentRequests.some((request) => isSameRequest(request, entry))) return false;
        if (until !== undefined) return Date.parse(entry.at) > Date.parse(until);
        // An adopted or imported number has no requests. Only a deregistration matters, and only
        // while a state would still hold a later request from another machine.
        return entry.operation === "deregister" && mayHaveTakenEffect(entry) && counts(entry, now);
    });
}

/** Says whether an entry is young enough that Meta may still count it. */
function counts(entry: Pick<JournalEntry, "at" | "answeredAt">, now: Date): boolean {
    return endOfWindowMs(entry) > now.getTime();
}

// No decision looks at more than the last few writes of one kind.
const KEPT_OF_A_KIND = 20;

/**
 * The entries that a journal must keep: every entry that Meta may still count, and for each kind of
 * write the last ones and the last accepted one. These say who holds the number and which PIN it has.
 */
export function keptEntries(entries: readonly JournalEntry[], now: Date): readonly JournalEntry[] {
    const kept = OPERATIONS.flatMap((operation) => {
        const kind = entries.filter((entry) => entry.operation === operation);
        const accepted = kind.findLast(({ outcome }) => outcome === "accepted");
        const last = kind.slice(-KEPT_OF_A_KIND);
        return accepted === undefined ? last : [accepted, ...last];
    });
    const isKept = new Set(kept);
    return entries.filter((entry) => isKept.has(entry) || counts(entry, now));
}

/** Who holds a number according to the journal, and whether the number was left registered. */
export interface Holder {
    /** `<stack>::<project>`. */
    readonly stack: string | undefined;
    /** The last write was a registration, and not the deregistration of a move. */
    readonly isUp: boolean;
}

/**
 * The stack that had the number last, as far as the journal knows: it registered the number, or it
 * took the number down to move it and was stopped. A registration without an answer counts: it was
 * ours, whatever the result. A number that was deregistered for good belongs to nobody.
 */
export function holderOf(entries: readonly JournalEntry[]): Holder | undefined {
    const last = entries.findLast(
        (entry) =>
            (entry.operation === "register" && mayHaveTakenEffect(entry)) ||
            (entry.operation === "deregister" && entry.outcome === "accepted"),
    );
    const isUp = last?.operation === "register";
    const isMoved = last?.mark !== undefined;
    return last !== undefined && (isUp || isMoved) ? { stack: last.stack, isUp } : undefined;
}

/** Says whether the stack had the number last, according to the journal. */
export function isHeldBy(entries: readonly JournalEntry[], stack: string | undefined): boolean {
    return stack !== undefined && holderOf(entries)?.stack === stack;
}
