import { graphErrorEntry } from "../graph/catalogue";
import { endOfWindowMs, isSameRequest, type SpentRequest } from "./spentRequests";

/**
 * What the journal notes before it is sent: the two requests that Meta counts, and the writes that
 * cost nothing and change a number all the same.
 */
export type JournalledOperation = (typeof OPERATIONS)[number];

const OPERATIONS = ["register", "deregister", "pin", "storage"] as const;

/** Says whether a word is one of them. */
export function isJournalledOperation(word: unknown): word is JournalledOperation {
    return OPERATIONS.some((operation) => operation === word);
}

/** One write as the journal on disk knows it; never a PIN, never a token. */
export interface JournalEntry {
    readonly operation: JournalledOperation;
    /** Tells it from another one of the same millisecond; absent where 0.1.0 wrote it. */
    readonly id?: string;
    /** When it was sent; ISO 8601. */
    readonly at: string;
    /** When its answer came, or was given up, where that took a second or more; ISO 8601. */
    readonly answeredAt?: string;
    /** `unanswered`: no usable answer came, or the process ended before it came. */
    readonly outcome: "accepted" | "refused" | "unanswered";
    /** Meta's error code, where it was refused. */
    readonly graphCode?: number;
    /** Meta's subcode, likewise; it can be all that tells what is wrong. */
    readonly graphSubcode?: number;
    /** `<stack>::<project>` of the resource that it was sent for. */
    readonly stack?: string;
    /**
     * Of a registration, and of the deregistration of a move: tells what it is tried with from
     * another try, and nothing else of it.
     */
    readonly mark?: string;
    /** Of a registration and a PIN write: tells its PIN from another one, and nothing else of it. */
    readonly pinMark?: string;
    /** Of a registration: it took a backup of the On-Premises API along. */
    readonly migrates?: boolean;
    /** Of a refused one: how the number read. */
    readonly reading?: string;
}

/** Says whether a write may have had its effect, by what came of it. */
export function mayHaveTakenEffect({ outcome, graphCode, graphSubcode }: JournalEntry): boolean {
    if (outcome !== "refused" || graphCode === undefined) return outcome !== "refused";
    return graphErrorEntry(graphCode, graphSubcode).mayHaveTakenEffect;
}

/** The requests among them that Meta counts, as the outputs keep them. */
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

/** What a state has to hold to tell which entries of a journal it knows of. */
export interface KnownToState {
    readonly spentRequests: readonly SpentRequest[];
    /** Everything up to then was looked at; absent in states of 0.1.0. */
    readonly __knownUntil?: string;
    readonly registeredAt?: string;
}

/**
 * The entries that a state was never told of: what a failed delete, a killed process, or an engine
 * that stopped before it saved leaves behind. Each counts by itself, so that no later entry hides
 * an earlier one.
 */
export function unseenEntries(
    entries: readonly JournalEntry[],
    state: KnownToState,
    now: Date,
): readonly JournalEntry[] {
    const { spentRequests, __knownUntil, registeredAt } = state;
    // A state of 0.1.0 does not say; it knew everything when it sent its last request.
    const until = __knownUntil ?? spentRequests.at(-1)?.at ?? registeredAt;
    return entries.filter((entry) => {
        if (spentRequests.some((request) => isSameRequest(request, entry))) return false;
        if (until !== undefined) return Date.parse(entry.at) > Date.parse(until);
        // Nothing was sent for what was adopted or imported: only a deregistration matters, and
        // only while a state would still hold what another machine sent after it.
        return entry.operation === "deregister" && mayHaveTakenEffect(entry) && counts(entry, now);
    });
}

/** Says whether an entry is young enough that Meta may still count it. */
function counts(entry: Pick<JournalEntry, "at" | "answeredAt">, now: Date): boolean {
    return endOfWindowMs(entry) > now.getTime();
}

// Nothing that is decided looks further back at what one kind of write met.
const KEPT_OF_A_KIND = 20;

/**
 * What a journal has to keep: all that Meta may still count, and of each kind of write the last
 * ones and the last that was accepted, which tell whose the number is and what PIN it has.
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

/** Whose a number is by the journal, and whether it was left registered. */
export interface Holder {
    /** `<stack>::<project>`. */
    readonly stack: string | undefined;
    /** A registration came last, and not the deregistration of a move. */
    readonly isUp: boolean;
}

/**
 * The stack that had the number last, as far as the journal knows: it registered it, or took it
 * down to move it and was stopped. A registration that got no answer counts: it was ours, whatever
 * became of it. Nobody's is a number that was deregistered for good.
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

/** Says whether the journal knows a stack as the one that had the number last. */
export function isHeldBy(entries: readonly JournalEntry[], stack: string | undefined): boolean {
    return stack !== undefined && holderOf(entries)?.stack === stack;
}
