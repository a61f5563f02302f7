import { isRegistered, type NumberReading } from "./registrationStatus";

/** The parts of a reading that these decisions need. */
export type NameReading = NumberReading & { readonly newNameStatus?: string };

/** What the outputs know about a display name that waits. */
export interface KnownName {
    /** `false`: an approved name waits for a registration. */
    readonly displayNameRegistered?: boolean;
    /** When the name must be registered at the latest; ISO 8601. */
    readonly registerDisplayNameBy?: string;
    readonly registeredAt?: string;
}

// An approved name is lost unless the number is registered within 14 days of the approval (Meta's
// display name guide, read 2026-11-22). No API returns the time of the approval. It is earlier than
// the first reading that shows it.
const DEADLINE_MS = 14 * 24 * 60 * 60 * 1000;

/**
 * Says whether an approved display name waits for a registration of the number, and until when at
 * the latest. Before the approval, no name waits.
 *
 * If the number was registered after a reading first showed the approval, the name counts as
 * registered. So the number is not registered again and again, even if Meta still shows "APPROVED".
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
