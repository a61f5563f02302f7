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
    /** When it was sent: ISO 8601 in UTC, ending in `Z`. */
    readonly at: string;
    /** When its answer came, or was given up, where that took a second or more; ISO 8601. */
    readonly answeredAt?: string;
    /** `unanswered`: it may have taken effect; no usable answer came back. */
    readonly outcome: "accepted" | "refused" | "unanswered";
    /** Meta's error code, where it was refused. */
    readonly graphCode?: number;
}

/** Says whether Meta blocks the number by this answer, whatever is asked. */
export function isBlock({ graphCode }: SpentRequest): boolean {
    return graphCode !== undefined && graphErrorEntry(graphCode).blocks;
}

/** Meta's window: requests of the last 72 hours count (registration guide, read 2026-11-22). */
export const WINDOW_HOURS = 72;
/** Ten requests in the window, per number and endpoint (registration guide, read 2026-11-22). */
export const REQUESTS_PER_WINDOW = 10;
const WINDOW_MS = WINDOW_HOURS * 60 * 60 * 1000;

/**
 * When a request leaves the window at the latest, in milliseconds. Meta's window begins when the
 * request arrives, which is between sending and the answer: the later one is safe.
 */
export function endOfWindowMs({ at, answeredAt }: SpentRequest): number {
    return Date.parse(answeredAt ?? at) + WINDOW_MS;
}

// Below a second it is the network's; from there on the window is reckoned from the answer.
const SLOW_FROM_MS = 1_000;

/** When a request was answered, where that took so long that it matters to the window. */
export function slowness(at: string, answeredAt: string): Pick<SpentRequest, "answeredAt"> {
    return Date.parse(answeredAt) - Date.parse(at) >= SLOW_FROM_MS ? { answeredAt } : {};
}

/**
 * Joins what several records know of one number: the outputs in state and the journal on disk.
 * A request is the same in both when operation and time agree; an answer is worth more than none.
 * What is older than the window counts no more and is left out, so that state stays small.
 */
export function mergedSpentRequests(
    records: readonly (readonly SpentRequest[])[],
    now: Date,
): readonly SpentRequest[] {
    const byIdentity = new Map<string, SpentRequest>();
    for (const request of records.flat()) {
        const identity = `${request.operation} ${request.at}`;
        const known = byIdentity.get(identity);
        if (known === undefined || known.outcome === "unanswered")
            byIdentity.set(identity, request);
    }
    return [...byIdentity.values()]
        .filter((request) => endOfWindowMs(request) > now.getTime())
        .sort(byTime);
}

function byTime(a: SpentRequest, b: SpentRequest): number {
    return Date.parse(a.at) - Date.parse(b.at);
}

/** Reads the record out of outputs, which an older version or a person may have shaped. */
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
