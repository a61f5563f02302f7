import { graphErrorEntry } from "../graph/catalogue";

/** The two requests that Meta counts; each has a budget of its own. */
export type CountedOperation = "register" | "deregister";

/**
 * One register or deregister request that left this machine.
 *
 * Meta counts requests, not successes (registration guide, "Limitations", read 2026-11-22): a
 * refused and an unanswered one are spent like an accepted one.
 */
export interface SpentRequest {
    readonly operation: CountedOperation;
    /** Tells it from another one of the same millisecond; absent where 0.1.0 noted it. */
    readonly id?: string;
    /** When it was sent: ISO 8601 in UTC, ending in `Z`. */
    readonly at: string;
    /** When its answer came, or was given up, where that took a second or more; ISO 8601. */
    readonly answeredAt?: string;
    /** `unanswered`: it may have taken effect; no usable answer came back. */
    readonly outcome: "accepted" | "refused" | "unanswered";
    /** Meta's error code, where it was refused. */
    readonly graphCode?: number;
}

/** Says whether this answer means that Meta blocks the number. */
export function isBlock({ graphCode }: SpentRequest): boolean {
    return graphCode !== undefined && graphErrorEntry(graphCode).blocks;
}

/** Meta's window: requests of the last 72 hours count (registration guide, read 2026-11-22). */
export const WINDOW_HOURS = 72;
/** Ten requests in the window, per number and endpoint (registration guide, read 2026-11-22). */
export const REQUESTS_PER_WINDOW = 10;
/**
 * How long a request counts here: Meta's window, and an hour for clocks that differ. Otherwise a
 * runner whose clock is five minutes fast would send the eleventh request five minutes too early.
 */
export const COUNTED_HOURS = WINDOW_HOURS + 1;
const COUNTED_MS = COUNTED_HOURS * 60 * 60 * 1000;

/**
 * When a request stops counting, in milliseconds. Meta's window begins when the request arrives. That
 * is between sending and the answer, so the later of the two is safe.
 */
export function endOfWindowMs({ at, answeredAt }: Pick<SpentRequest, "at" | "answeredAt">): number {
    return Date.parse(answeredAt ?? at) + COUNTED_MS;
}

// Less than a second is normal for the network. From a second on, the window starts at the answer.
const SLOW_FROM_MS = 1_000;

/** When a request was answered, if the answer took long enough to matter for the window. */
export function slowness(at: string, answeredAt: string): Pick<SpentRequest, "answeredAt"> {
    return Date.parse(answeredAt) - Date.parse(at) >= SLOW_FROM_MS ? { answeredAt } : {};
}

/**
 * Joins several records about one number: the outputs in the state and the journal on disk.
 * `isSameRequest` finds the same request in both. A record with an answer replaces one without.
 * Requests older than the window are left out, so that the state stays small.
 */
export function mergedSpentRequests(
    records: readonly (readonly SpentRequest[])[],
    now: Date,
): readonly SpentRequest[] {
    const byTimeSent = new Map<string, SpentRequest[]>();
    for (const request of records.flat()) {
        if (endOfWindowMs(request) <= now.getTime()) continue;
        const known = byTimeSent.get(request.at) ?? [];
        byTimeSent.set(request.at, known);
        const index = known.findIndex((other) => isSameRequest(other, request));
        if (index === -1) known.push(request);
        else if (known[index]?.outcome === "unanswered") known[index] = request;
    }
    return [...byTimeSent.values()].flat().sort(byTime);
}

/** What tells one request from another. */
type Identity = Pick<SpentRequest, "id" | "at"> & { readonly operation: string };

/**
 * Says whether two records are of the same request: operation, time and id agree. A record of 0.1.0
 * has no id. Then operation and time decide.
 */
export function isSameRequest(one: Identity, other: Identity): boolean {
    const isSameId = one.id === undefined || other.id === undefined || one.id === other.id;
    return one.operation === other.operation && one.at === other.at && isSameId;
}

function byTime(a: SpentRequest, b: SpentRequest): number {
    return Date.parse(a.at) - Date.parse(b.at);
}

/** Reads the record from outputs that an older version or a person may have written. */
export function spentRequestsFrom(value: unknown): readonly SpentRequest[] {
    return Array.isArray(value) ? value.filter(isSpentRequest) : [];
}

function isSpentRequest(value: unknown): value is SpentRequest {
    if (typeof value !== "object" || value === null) return false;
    const { operation, at, outcome } = value as Record<string, unknown>;
    return (
        (operation === "register" || operation === "deregister") &&
        typeof at === "string" &&
        !Number.isNaN(Date.parse(at)) &&
        (outcome === "accepted" || outcome === "refused" || outcome === "unanswered")
    );
}
