import { graphErrorEntry, type GraphErrorEntry } from "../graph/catalogue";
import type { WantedStorage } from "../graph/settings";
import type { JournalEntry } from "./JournalEntry";
import { type CountedOperation, isBlock, type SpentRequest } from "./spentRequests";
import { type ConfiguredRecipe, isSameStorage, wantedStorage } from "./storage";

/** What was refused: a counted request, or a region that did not take effect. */
export type RefusedOperation = CountedOperation | "region";

/** A refusal as it is kept in the outputs. */
export interface RememberedRefusal {
    readonly operation: RefusedOperation;
    /** When; ISO 8601. */
    readonly at: string;
    /** How often in a row, with the same inputs and the number reading the same. */
    readonly attempts: number;
    /** When it is tried again although nothing changed; ISO 8601. */
    readonly nextTryAt: string;
    /** The message of then. */
    readonly message: string;
    /** How the number read, as one text; empty where it was not seen any more. */
    readonly reading: string;
    /** The region that it was tried with. */
    readonly dataLocalizationRegion?: string;
    /** The retention of the `noStorage` that it was tried with, in minutes. */
    readonly retentionMinutes?: number;
    /** Tells the backup that it was tried with from another, and nothing else of it. */
    readonly backupMark?: string;
    /** The configured recipe that it was tried with. */
    readonly localStorageRecipe?: string;
    /** It was tried with the proved PIN, while the program declared another one. */
    readonly withProvedPin?: boolean;
    /** Tells what it was tried with, also where the outputs have lost the PIN; nothing else of it. */
    readonly mark?: string;
}

/** The values of an attempt to register. Other values are another attempt. */
export interface Attempt {
    readonly pin: string;
    readonly storage: WantedStorage;
    readonly recipe: ConfiguredRecipe;
    /** Tells one backup from another. */
    readonly backupMark?: string | undefined;
}

/** Makes a text that tells attempts apart. It reveals nothing about them. */
export type MarkOf = (attempt: Attempt) => string;

/** A refusal as a decision sees it, from the outputs or from the journal. */
export interface KnownRefusal {
    readonly operation: RefusedOperation;
    readonly at: string;
    readonly attempts: number;
    readonly nextTryAt: string;
    readonly message: string;
    /** How the number read. Undefined if nobody noted it. */
    readonly reading: string | undefined;
    /** What was tried: from the outputs (an absent PIN means any PIN), or as a mark. */
    readonly tried: (Omit<Attempt, "pin"> & { readonly pin: string | undefined }) | string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
// Meta's pauses are shorter than this. A longer time is no real pause, and a date could not hold it.
const LONGEST_PAUSE_MS = 30 * DAY_MS;

// For problems that may go away, or that a person may repair unseen: retry soon at first, then
// rarely. Seven attempts in 72 hours leave three of ten registrations unused.
const BACKING_OFF_MS = [5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 8 * HOUR_MS] as const;

/** The result of an attempt: the row of Meta's code with its words, no usable answer, another region. */
export type RefusedOutcome =
    | { readonly kind: "refused"; readonly row: GraphErrorEntry; readonly words?: string }
    | { readonly kind: "unknown" }
    | { readonly kind: "regionNotTaken" };

/**
 * The pause before the same attempt is repeated while nothing changes. None if the refusal is not
 * remembered.
 *
 * @param attempts - how often it was refused in a row, including this time.
 */
export function pauseAfter(outcome: RefusedOutcome, attempts: number): number | undefined {
    if (outcome.kind === "regionNotTaken") return DAY_MS;
    const retry = outcome.kind === "refused" ? outcome.row.retry : { kind: "backingOff" as const };
    switch (retry.kind) {
        case "atOnce":
            return undefined;
        case "daily":
            return DAY_MS;
        case "after": {
            const words = outcome.kind === "refused" ? outcome.words : undefined;
            return (retry.isStated === true ? statedTimeMs(words) : undefined) ?? retry.ms;
        }
        case "backingOff":
            return BACKING_OFF_MS[attempts - 1] ?? DAY_MS;
    }
}

const UNITS_MS = { second: 1000, minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS } as const;

/** The longest time in Meta's words, such as "try again in 2 hours". */
function statedTimeMs(words: string | undefined): number | undefined {
    const times = [...(words ?? "").matchAll(/(\d+)\s*(second|minute|hour|day)s?\b/gi)].map(
        ([, count, unit]) =>
            Number(count) * UNITS_MS[(unit ?? "").toLowerCase() as keyof typeof UNITS_MS],
    );
    const possible = times.filter((ms) => ms <= LONGEST_PAUSE_MS);
    return possible.length === 0 ? undefined : Math.max(...possible);
}

/** Says whether an attempt is the same as the refused one. */
export function isSameAttempt(refusal: KnownRefusal, attempt: Attempt, markOf: MarkOf): boolean {
    const { tried } = refusal;
    if (typeof tried === "string") return tried === markOf(attempt);
    return (
        (tried.pin === undefined || tried.pin === attempt.pin) &&
        tried.recipe === attempt.recipe &&
        tried.backupMark === attempt.backupMark &&
        isSameStorage(tried.storage, attempt.storage)
    );
}

/** Says whether a refusal still applies: the number reads the same, and the pause is not over. */
export function stillHolds(refusal: KnownRefusal, reading: string, now: Date): boolean {
    const hasChanged = refusal.reading !== undefined && refusal.reading !== reading;
    return !hasChanged && now.getTime() < Date.parse(refusal.nextTryAt);
}

/** A refusal to remember. */
export interface NewRefusal {
    readonly operation: RefusedOperation;
    readonly outcome: RefusedOutcome;
    readonly message: string;
    readonly reading: string;
    readonly attempt: Attempt;
    /** The PIN that the program declares. */
    readonly declaredPin: string;
    readonly now: Date;
    readonly markOf: MarkOf;
}

/**
 * What to remember about a refusal, or nothing. If the refusal before was for the same attempt, the
 * count continues from there.
 */
export function remembered(
    refusal: NewRefusal,
    before: KnownRefusal | undefined,
): RememberedRefusal | undefined {
    const { operation, outcome, message, reading, attempt, now, markOf } = refusal;
    const isRepeated =
        before?.operation === operation &&
        (before.reading === undefined || before.reading === reading) &&
        isSameAttempt(before, attempt, markOf);
    const attempts = isRepeated ? before.attempts + 1 : 1;
    const pauseMs = pauseAfter(outcome, attempts);
    if (pauseMs === undefined) return undefined;
    const { storage, recipe, backupMark, pin } = attempt;
    return {
        operation,
        at: now.toISOString(),
        attempts,
        nextTryAt: new Date(now.getTime() + pauseMs).toISOString(),
        message,
        reading,
        localStorageRecipe: recipe,
        ...(pin === refusal.declaredPin ? {} : { withProvedPin: true }),
        ...(storage.kind === "region" ? { dataLocalizationRegion: storage.region } : {}),
        ...(storage.kind === "noStorage" ? { retentionMinutes: storage.retentionMinutes } : {}),
        ...(backupMark === undefined ? {} : { backupMark }),
        mark: markOf(attempt),
    };
}

/**
 * Reads a refusal from outputs. The PIN of the attempt is next to it in the outputs. If they hold no
 * PIN, because a stopped run or an earlier use of the number may have left another one, the mark
 * tells attempts apart: another PIN is another attempt.
 */
export function refusalOfState(
    refusal: RememberedRefusal | undefined,
    pin: string | undefined,
): KnownRefusal | undefined {
    if (refusal === undefined) return undefined;
    const { dataLocalizationRegion, retentionMinutes, backupMark } = refusal;
    const storage = wantedStorage({
        ...(dataLocalizationRegion === undefined ? {} : { dataLocalizationRegion }),
        ...(retentionMinutes === undefined ? {} : { noStorage: { retentionMinutes } }),
    });
    const recipe = (refusal.localStorageRecipe ?? "auto") as ConfiguredRecipe;
    const reading = refusal.reading === "" ? undefined : refusal.reading;
    const told = { pin, storage, recipe, backupMark };
    return { ...refusal, reading, tried: pin === undefined ? (refusal.mark ?? told) : told };
}

/** Reads a refusal from outputs that another version or a person may have written. */
export function rememberedRefusalFrom(value: unknown): RememberedRefusal | undefined {
    if (typeof value !== "object" || value === null) return undefined;
    const { at, nextTryAt, attempts, message, reading } = value as Record<string, unknown>;
    const isWhole =
        typeof at === "string" &&
        typeof nextTryAt === "string" &&
        !Number.isNaN(Date.parse(nextTryAt)) &&
        typeof attempts === "number" &&
        typeof message === "string" &&
        typeof reading === "string";
    return isWhole ? (value as RememberedRefusal) : undefined;
}

/**
 * The refusal of the last registration in the journal, if the journal noted the attempt. After a
 * destroy or a killed process, only the journal still has it.
 */
export function refusalOfJournal(entries: readonly JournalEntry[]): KnownRefusal | undefined {
    const registrations = entries.filter(({ operation }) => operation === "register");
    const last = registrations.at(-1);
    if (last?.outcome !== "refused" || last.mark === undefined) return undefined;
    const row = graphErrorEntry(last.graphCode ?? 0, last.graphSubcode);
    const attempts = inARow(registrations, (one) => isLike(one, last) && one.mark === last.mark);
    const pauseMs = row.blocks ? undefined : pauseAfter({ kind: "refused", row }, attempts);
    if (pauseMs === undefined) return undefined;
    return {
        operation: "register",
        at: last.at,
        attempts,
        nextTryAt: new Date(Date.parse(last.at) + pauseMs).toISOString(),
        message: `Meta refused to register it with code ${last.graphCode ?? 0}: ${row.meaning}. ${row.nextStep}`,
        reading: last.reading,
        tried: last.mark,
    };
}

/**
 * Until when a request is not repeated. Uses the requests alone, because the state keeps nothing of a
 * failed `delete`. None after an accepted request, or after the number was registered again.
 */
export function refusedUntil(
    counted: CountedOperation,
    spent: readonly SpentRequest[],
): Date | undefined {
    const isOver = ({ operation, outcome }: SpentRequest): boolean =>
        counted === "deregister" && operation === "register" && outcome === "accepted";
    const requests = spent
        .slice(spent.findLastIndex(isOver) + 1)
        .filter(({ operation }) => operation === counted);
    const last = requests.at(-1);
    // The budget handles a block, and nothing can override it.
    if (last === undefined || last.outcome === "accepted" || isBlock(last)) {
        return undefined;
    }
    const attempts = inARow(requests, (one) => isLike(one, last));
    const outcome: RefusedOutcome =
        last.graphCode === undefined
            ? { kind: "unknown" }
            : { kind: "refused", row: graphErrorEntry(last.graphCode) };
    const pauseMs = pauseAfter(outcome, attempts);
    return pauseMs === undefined ? undefined : new Date(Date.parse(last.at) + pauseMs);
}

function isLike(
    one: Pick<SpentRequest, "outcome" | "graphCode">,
    last: Pick<SpentRequest, "outcome" | "graphCode">,
): boolean {
    return one.outcome === last.outcome && one.graphCode === last.graphCode;
}

/** How many items at the end of the list are alike. */
function inARow<T>(all: readonly T[], isAlike: (one: T) => boolean): number {
    return all.length - 1 - all.findLastIndex((one) => !isAlike(one));
}
