import type { PhoneNumber } from "../graph/phoneNumber";

/** The parts of a reading that these decisions need. */
export type NumberReading = Pick<
    PhoneNumber,
    "status" | "platformType" | "hostPlatform" | "codeVerificationStatus" | "isOnBizApp"
>;

// No field of Meta's API says "registered". Source of these rules: graph-api reference, state table,
// read 2026-11-22. Both lists hold Meta's words. An unknown word is in neither list.
const UNREGISTERED_STATUSES: ReadonlySet<string> = new Set([
    "UNVERIFIED",
    "DISCONNECTED",
    "UNLINKED",
    "DELETED",
    "MIGRATED",
]);
const REGISTERED_STATUSES: ReadonlySet<string> = new Set([
    "CONNECTED",
    "FLAGGED",
    "RESTRICTED",
    "RATE_LIMITED",
    "BANNED",
]);
const LOST_STATUSES: ReadonlySet<string> = new Set(["MIGRATED", "DELETED", "BANNED"]);

/**
 * Says whether a number is registered on Cloud API. A number with trouble about quality or policy is
 * still registered: registering it again would only spend its budget.
 */
export function isRegistered(reading: NumberReading): boolean {
    const { status } = reading;
    const platform = platformOf(reading);
    if (platform === undefined) return status !== undefined && REGISTERED_STATUSES.has(status);
    return platform === "CLOUD_API" && (status === undefined || !UNREGISTERED_STATUSES.has(status));
}

/** Says whether Meta has accepted a registration, and the number is not connected yet. */
export function isSettling(reading: NumberReading): boolean {
    return isRegistered(reading) && reading.status === "PENDING";
}

/** Why this resource can't register or deregister a number. */
export type OutOfReach = "coexistence" | "lost" | "onPremises";

/**
 * Says why a number is out of this resource's reach: in use in the WhatsApp Business app beside
 * Cloud API, gone from the account or banned, or still on the On-Premises API.
 */
export function outOfReach(reading: NumberReading): OutOfReach | undefined {
    if (reading.isOnBizApp === true) return "coexistence";
    if (reading.status !== undefined && LOST_STATUSES.has(reading.status)) return "lost";
    if (platformOf(reading) === "ON_PREMISE") return "onPremises";
    return undefined;
}

/** How a number reads, in Meta's words, for messages. */
export function describeNumber(reading: NumberReading | undefined): string {
    if (reading === undefined) return "unknown";
    return `status ${reading.status ?? "unknown"}, platform ${platformOf(reading) ?? "unknown"}`;
}

/** How a number reads, as one text. If the text differs, something has changed. */
export function readingText(reading: NumberReading & { readonly nameStatus?: string }): string {
    const { status, codeVerificationStatus, nameStatus } = reading;
    return [status, platformOf(reading), codeVerificationStatus, nameStatus]
        .map((word) => word ?? "")
        .join(" ");
}

function platformOf({ platformType, hostPlatform }: NumberReading): string | undefined {
    return platformType ?? hostPlatform;
}
