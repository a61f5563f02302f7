import type { PhoneNumber } from "./PhoneNumber";

/** How long an approved name waits for a registration. Meta's display name guide, read 2026-11-22. */
const NAME_WAITS_MS = 14 * 24 * 3_600_000;

/**
 * Applies a display name at a registration, if it was approved in the last 14 days.
 *
 * @param number - the number
 * @param now - the world's time
 */
export function appliedName(number: PhoneNumber, now: Date): Partial<PhoneNumber> {
    if (newNameStatus(number, now) !== "APPROVED") return {};
    return {
        verifiedName: number.name.newDisplayName ?? number.verifiedName,
        name: { status: "APPROVED", newStatus: null, newDisplayName: null, newApprovedAtMs: null },
    };
}

/**
 * `new_name_status` as a read shows it. An approval that was not used in time reads `EXPIRED`.
 *
 * @param number - the number
 * @param now - the world's time
 */
export function newNameStatus(number: PhoneNumber, now: Date): string | null {
    const { newStatus, newApprovedAtMs } = number.name;
    const expired = newApprovedAtMs !== null && now.getTime() > newApprovedAtMs + NAME_WAITS_MS;
    return newStatus === "APPROVED" && expired ? "EXPIRED" : newStatus;
}
