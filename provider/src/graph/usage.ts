import { integerOf, isJsonObject } from "./jsonObject";

const MINUTE_MS = 60_000;

/** Names of the counters in Meta's usage headers; all are percent of the limit. */
const COUNTERS = ["call_count", "total_cputime", "total_time"] as const;

/** The fullest counter of an `X-App-Usage` header, in percent; 0 where there is none. */
export function appUsagePercent(header: string | undefined): number {
    return fullestPercent(parsed(header));
}

/** The fullest counter of an `X-Business-Use-Case-Usage` header, in percent; 0 where none is. */
export function useCaseUsagePercent(header: string | undefined): number {
    return Math.max(0, ...useCases(header).map(fullestPercent));
}

/**
 * How long an `X-Business-Use-Case-Usage` header keeps callers away, in milliseconds.
 *
 * Meta gives minutes (https://developers.facebook.com/docs/graph-api/overview/rate-limiting, read
 * 2026-11-22).
 */
export function regainAccessMs(header: string | undefined): number {
    const minutes = useCases(header).map(
        (useCase) => integerOf(useCase, "estimated_time_to_regain_access") ?? 0,
    );
    return Math.max(0, ...minutes) * MINUTE_MS;
}

function useCases(header: string | undefined): unknown[] {
    const usage = parsed(header);
    return isJsonObject(usage) ? Object.values(usage).flat() : [];
}

function fullestPercent(usage: unknown): number {
    return Math.max(0, ...COUNTERS.map((counter) => integerOf(usage, counter) ?? 0));
}

/** A header that is not JSON says nothing, and is no reason to fail a request. */
function parsed(header: string | undefined): unknown {
    try {
        return JSON.parse(header ?? "{}") as unknown;
    } catch {
        return undefined;
    }
}
