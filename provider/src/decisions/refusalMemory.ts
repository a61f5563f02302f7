import { BUDGET_SPENT, DEREGISTRATION_INCOMPLETE } from "./graphCodes";
import type { NumberReading } from "./registrationStatus";
import type { CountedOperation, SpentRequest } from "./spentRequests";

/** What was refused: a counted request, or a region that did not take. */
export type RefusedOperation = CountedOperation | "region";

/** What came of it last time: Meta's code, no usable answer, or another region than asked for. */
export type RefusedOutcome =
    | { readonly kind: "refused"; readonly graphCode: number; readonly words?: string }
    | { readonly kind: "unknown" }
    | { readonly kind: "regionNotTaken" };

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
    /** How the number read, as one text. */
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
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

// Nothing to remember: the token is refused before anything is counted, and is seen by a reading
// first. (Throttled readings throw before anything is sent, and are not remembered either.)
const NOT_REMEMBERED: ReadonlySet<number> = new Set([0, 104, 190]);

// Times that Meta states with the code (error code page, read 2026-11-22); for 133009 it says
// "wait", and a quarter of an hour is our reading of it.
const STATED_WAIT_MS: ReadonlyMap<number, number> = new Map([
    [133015, 5 * MINUTE_MS],
    [133009, 15 * MINUTE_MS],
    [133008, DAY_MS],
    [BUDGET_SPENT, 3 * DAY_MS],
]);
const TOO_MANY_GUESSES = 133008;

// Wrong input stays wrong: the PIN, the form of the PIN, the region in this version, parameters,
// and a backup that cannot be opened.
const WRONG_INPUT: ReadonlySet<number> = new Set([
    133005, 2388092, 12, 131008, 131009, 133001, 133002,
]);

// What may heal, or what a person mends without us seeing it: soon at first, then seldom. Seven
// tries in 72 hours leave three of ten registrations untouched.
const MAY_HEAL_AFTER_MS = [5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 8 * HOUR_MS] as const;

/**
 * How long the same thing is not tried again while nothing changes; none where it is not
 * remembered at all.
 *
 * @param attempts - how often it was refused in a row, this time included.
 */
export function pauseAfter(outcome: RefusedOutcome, attempts: number): number | undefined {
    if (outcome.kind === "regionNotTaken") return DAY_MS;
    if (outcome.kind === "refused") {
        const { graphCode } = outcome;
        if (NOT_REMEMBERED.has(graphCode) || graphCode === DEREGISTRATION_INCOMPLETE)
            return undefined;
        if (WRONG_INPUT.has(graphCode)) return DAY_MS;
        const stated = STATED_WAIT_MS.get(graphCode);
        if (graphCode === TOO_MANY_GUESSES) return statedTimeMs(outcome.words) ?? stated;
        if (stated !== undefined) return stated;
    }
    return MAY_HEAL_AFTER_MS[attempts - 1] ?? DAY_MS;
}

const UNITS_MS = { second: 1000, minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS } as const;

/** The longest time that Meta's words name: "try again in 2 hours". */
function statedTimeMs(words: string | undefined): number | undefined {
    const times = [...(words ?? "").matchAll(/(\d+)\s*(second|minute|hour|day)s?\b/gi)].map(
        ([, count, unit]) =>
            Number(count) * UNITS_MS[(unit ?? "").toLowerCase() as keyof typeof UNITS_MS],
    );
    return times.length === 0 ? undefined : Math.max(...times);
}

/** How a number reads, as one text: another text means that something has changed. */
export function readingText(reading: NumberReading & { readonly nameStatus?: string }): string {
    const { status, platformType, hostPlatform, codeVerificationStatus, nameStatus } = reading;
    return [status, platformType ?? hostPlatform, codeVerificationStatus, nameStatus]
        .map((word) => word ?? "")
        .join(" ");
}

/** What is about to be tried. */
export interface Retry {
    readonly reading: string;
    /** The declared PIN is another one than was tried. */
    readonly hasOtherPin: boolean;
    readonly dataLocalizationRegion: string | undefined;
    readonly retentionMinutes?: number | undefined;
    readonly backupMark?: string | undefined;
    readonly localStorageRecipe: string;
    readonly now: Date;
}

/** Says whether a remembered refusal still holds: nothing changed, and its time is not over. */
export function stillHolds(refusal: RememberedRefusal, retry: Retry): boolean {
    return isSame(refusal, retry) && retry.now.getTime() < Date.parse(refusal.nextTryAt);
}

function isSame(refusal: RememberedRefusal, retry: Retry): boolean {
    return (
        refusal.reading === retry.reading &&
        refusal.dataLocalizationRegion === retry.dataLocalizationRegion &&
        refusal.retentionMinutes === retry.retentionMinutes &&
        refusal.backupMark === retry.backupMark &&
        refusal.localStorageRecipe === retry.localStorageRecipe &&
        (!retry.hasOtherPin || refusal.withProvedPin === true)
    );
}

/** A refusal to be remembered. */
export interface NewRefusal {
    readonly operation: RefusedOperation;
    readonly outcome: RefusedOutcome;
    readonly message: string;
    readonly retry: Retry;
    /** Tried with the proved PIN, while the program declares another one. */
    readonly withProvedPin: boolean;
}

/**
 * What to remember of a refusal, or nothing. It counts on from the one before where that was for
 * the same thing.
 */
export function remembered(
    refusal: NewRefusal,
    before: RememberedRefusal | undefined,
): RememberedRefusal | undefined {
    const { operation, outcome, message, retry, withProvedPin } = refusal;
    const isRepeated = before?.operation === operation && isSame(before, retry);
    const attempts = isRepeated ? before.attempts + 1 : 1;
    const pauseMs = pauseAfter(outcome, attempts);
    if (pauseMs === undefined) return undefined;
    const { reading, dataLocalizationRegion, retentionMinutes, backupMark } = retry;
    const { localStorageRecipe, now } = retry;
    return {
        operation,
        at: now.toISOString(),
        attempts,
        nextTryAt: new Date(now.getTime() + pauseMs).toISOString(),
        message,
        reading,
        localStorageRecipe,
        ...(withProvedPin ? { withProvedPin } : {}),
        ...(dataLocalizationRegion === undefined ? {} : { dataLocalizationRegion }),
        ...(retentionMinutes === undefined ? {} : { retentionMinutes }),
        ...(backupMark === undefined ? {} : { backupMark }),
    };
}

/** Reads a refusal out of outputs, which another version or a person may have shaped. */
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
 * Until when a request is not tried again, by the journal alone, such as a deregistration: nothing
 * of a failed `delete` is kept in state. None after one that was accepted.
 */
export function refusedUntil(
    counted: CountedOperation,
    spent: readonly SpentRequest[],
): Date | undefined {
    const requests = spent.filter(({ operation }) => operation === counted);
    const last = requests.at(-1);
    if (last === undefined || last.outcome === "accepted") return undefined;
    // A block is the budget's to tell, and nothing passes it.
    if (last.graphCode === BUDGET_SPENT) return undefined;
    const isLikeLast = ({ outcome, graphCode }: SpentRequest): boolean =>
        outcome === last.outcome && graphCode === last.graphCode;
    const attempts = requests.length - 1 - requests.findLastIndex((one) => !isLikeLast(one));
    const outcome: RefusedOutcome =
        last.graphCode === undefined
            ? { kind: "unknown" }
            : { kind: "refused", graphCode: last.graphCode };
    const pauseMs = pauseAfter(outcome, attempts);
    return pauseMs === undefined ? undefined : new Date(Date.parse(last.at) + pauseMs);
}
