import { isRegistered, type NumberReading } from "./registrationStatus";

/** What a reading needs to hold for these decisions. */
export type NameReading = NumberReading & { readonly newNameStatus?: string };

/** What the outputs know of a display name that waits. */
export interface KnownName {
    /** `false`: an approved name waits for a registration. */
    readonly displayNameRegistered?: boolean;
    /** By when it has to be registered; ISO 8601. */
    readonly registerDisplayNameBy?: string;
    readonly registeredAt?: string;
}

// An approved name is lost unless the number is registered within 14 days of the approval (Meta's
// display name guide, read 2026-11-22). No API tells when that was; it was before it was seen.
const DEADLINE_MS = 14 * 24 * 60 * 60 * 1000;

/**
 * Says whether a display name that Meta approved waits for the number to be registered again, and
 * until when at the latest. Before the approval nothing waits.
 *
 * A registration after the approval was first seen counts as having taken the name: should Meta
 * go on reading it as approved, it is not registered again and again.
 */
export function waitingName(reading: NameReading, known: KnownName, now: Date): KnownName {
    const waits = reading.newNameStatus === "APPROVED" && isRegistered(reading);
    if (!waits) return { displayNameRegistered: true };
    const seenBy = known.registerDisplayNameBy;
    const deadline = seenBy ?? new Date(now.getTime() + DEADLINE_MS).toISOString();
    const seenAtMs = Date.parse(deadline) - DEADLINE_MS;
    const { registeredAt } = known;
    const isTaken = registeredAt !== undefined && Date.parse(registeredAt) > seenAtMs;
    return { displayNameRegistered: isTaken, registerDisplayNameBy: deadline };
}
