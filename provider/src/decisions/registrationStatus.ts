import type { PhoneNumber } from "../graph/phoneNumber";

/** What a reading needs to hold for these decisions. */
export type NumberReading = Pick<
    PhoneNumber,
    "status" | "platformType" | "hostPlatform" | "codeVerificationStatus" | "isOnBizApp"
>;

// No field of Meta's says "registered". These rules and their sources: graph-api reference,
// state table, read 2026-11-22. Both lists are of Meta's words; an unknown word is in neither.
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
 * Says whether a number is registered on Cloud API. Trouble with quality or policy is not the
 * same as not registered: registering a sanctioned number again would only spend its budget.
 */
export function isRegistered(reading: NumberReading): boolean {
    const { status } = reading;
    const platform = platformOf(reading);
    if (platform === undefined) return status !== undefined && REGISTERED_STATUSES.has(status);
    return platform === "CLOUD_API" && (status === undefined || !UNREGISTERED_STATUSES.has(status));
}

/** Says whether a registration is still settling: accepted, and not connected yet. */
export function isSettling(reading: NumberReading): boolean {
    return isRegistered(reading) && reading.status === "PENDING";
}

/** Why a number can't be registered or deregistered by this resource, whoever asks. */
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

/** How a number reads, as one text: another text means that something has changed. */
export function readingText(reading: NumberReading & { readonly nameStatus?: string }): string {
    const { status, codeVerificationStatus, nameStatus } = reading;
    return [status, platformOf(reading), codeVerificationStatus, nameStatus]
        .map((word) => word ?? "")
        .join(" ");
}

function platformOf({ platformType, hostPlatform }: NumberReading): string | undefined {
    return platformType ?? hostPlatform;
}
