import type { GraphErrorEntry, RetryRule } from "./GraphErrorEntry";

const WHATSAPP = "https://developers.facebook.com/documentation/business-messaging/whatsapp";
const GRAPH = "https://developers.facebook.com/docs/graph-api";
const READ_ON = "read 2026-11-22";

/** Where the facts of the catalogue come from, each with the day it was read. */
export const SOURCES = Object.freeze({
    errorCodes: `${WHATSAPP}/support/error-codes, ${READ_ON}`,
    registration: `${WHATSAPP}/business-phone-numbers/registration, ${READ_ON}`,
    verification: `${WHATSAPP}/reference/whatsapp-business-phone-number/phone-number-verification-request-code-api, read 2026-11-24`,
    verifyCode: `${WHATSAPP}/reference/whatsapp-business-phone-number/verify-code-api, read 2026-11-24`,
    noStorage: `${WHATSAPP}/no-storage, ${READ_ON}`,
    healthStatus: `${WHATSAPP}/support/health-status, ${READ_ON}`,
    errorHandling: `${GRAPH}/guides/error-handling, ${READ_ON}`,
    rateLimiting: `${GRAPH}/overview/rate-limiting, ${READ_ON}`,
    specification: `github.com/facebook/openapi, business-messaging-api_v23.0.yaml, ${READ_ON}`,
    observed: `seen in answers quoted by public projects, not documented by Meta, ${READ_ON}`,
    observedLater: "seen in public code, not documented by Meta, read 2026-11-24",
    olderLists: `older lists of error codes, not on Meta's present page, ${READ_ON}`,
});

/** The columns of a row as they are written; defaults are left out. */
type Columns = Pick<GraphErrorEntry, "meaning" | "nextStep"> & Partial<GraphErrorEntry>;

/** Nothing about it is remembered. */
export const AT_ONCE: RetryRule = Object.freeze({ kind: "atOnce" });

/** Wrong input stays wrong. */
export const DAILY: RetryRule = Object.freeze({ kind: "daily" });

/** The row of a valid token without a permission. */
export const PERMISSION = Object.freeze({
    errorClass: "permission",
    nextStep:
        "Give the token whatsapp_business_management and whatsapp_business_messaging, and its user access to the account.",
});

const BACKING_OFF: RetryRule = Object.freeze({ kind: "backingOff" });

/**
 * Completes a row of the catalogue. By default the error is permanent and on Meta's page of error
 * codes, a read is repeated if the trouble ends by itself, a block with a known end is waited for,
 * and nothing else is special.
 */
export function row(graphCode: number, name: string, columns: Columns): GraphErrorEntry {
    const { errorClass = "permanent", waitMs } = columns;
    const isWait = errorClass === "wait" && waitMs !== undefined;
    return Object.freeze({
        graphCode,
        name,
        errorClass,
        readRetries: errorClass === "retry" ? 3 : 0,
        mayHaveTakenEffect: false,
        retry: isWait ? Object.freeze({ kind: "after", ms: waitMs }) : BACKING_OFF,
        wayBack: "fromSettings",
        refutesPin: false,
        finishesByDeregistering: false,
        blocks: false,
        source: SOURCES.errorCodes,
        ...columns,
    });
}
