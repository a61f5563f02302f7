import { type GraphError, isGraphError } from "./GraphError";
import { type HeaderOf, regainAccessMs } from "./HeaderWarnings";
import type { TransportError } from "./TransportError";

/** Three repetitions bridge a short outage, and make at most four requests. */
const MAX_READ_RETRIES = 3;

/** The pause before the first repetition, in milliseconds; every further one is twice as long. */
const FIRST_PAUSE_MS = 100;

/** A random part of the pause, so that many stacks do not come back at once. */
const JITTER = 0.2;

/**
 * The longest pause that a read takes by itself, in milliseconds. Somebody waits for a preview:
 * half a minute is slow, and after that an error is better than a wait.
 */
export const LONGEST_READ_WAIT_MS = 30_000;

/**
 * How long to pause before a read that failed is repeated, in milliseconds: never shorter than the
 * answer asks for. Undefined if another try would not help.
 *
 * @param attempt - which request failed: 1 for the first.
 */
export function readPauseMs(
    error: GraphError | TransportError,
    attempt: number,
): number | undefined {
    const asked = error.retryAfterMs ?? 0;
    if (attempt > retriesAfter(error) || asked > LONGEST_READ_WAIT_MS) {
        return undefined;
    }
    const pauseMs = FIRST_PAUSE_MS * 2 ** (attempt - 1);
    return Math.max(pauseMs * (1 + JITTER * Math.random()), asked);
}

function retriesAfter(error: GraphError | TransportError): number {
    if (isGraphError(error)) {
        return Math.min(error.entry.readRetries, MAX_READ_RETRIES);
    }
    return isRedirect(error.httpStatus) ? 0 : MAX_READ_RETRIES;
}

/**
 * Whether an HTTP status is a redirect; none is ever followed, because the token would go with it.
 */
export function isRedirect(httpStatus: number | undefined): boolean {
    return httpStatus !== undefined && httpStatus >= 300 && httpStatus < 400;
}

/**
 * How long the headers of an answer ask to wait, in milliseconds; undefined if they ask for
 * nothing. Meta does not document `Retry-After`; gateways send it.
 */
export function askedWaitMs(header: HeaderOf, nowMs: number): number | undefined {
    const waitMs = Math.max(
        retryAfterMs(header("retry-after"), nowMs),
        regainAccessMs(header("x-business-use-case-usage")),
    );
    return waitMs > 0 ? waitMs : undefined;
}

/** The header holds seconds or a date; anything else is ignored. */
function retryAfterMs(header: string | undefined, nowMs: number): number {
    const value = header?.trim() ?? "";
    const waitMs = /^\d+$/.test(value) ? Number(value) * 1_000 : httpDateMs(value) - nowMs;
    return Number.isFinite(waitMs) ? Math.max(0, waitMs) : 0;
}

/**
 * Reads a date as HTTP writes it (IMF-fixdate, RFC 9110 section 5.6.7); NaN for
 * every other text. `toUTCString` writes that form, and no date that does not exist.
 */
function httpDateMs(text: string): number {
    const timeMs = Date.parse(text);
    return !Number.isNaN(timeMs) && new Date(timeMs).toUTCString() === text ? timeMs : NaN;
}
