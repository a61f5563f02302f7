import { attemptsInWindow } from "./attemptWindow";
import { ownershipReading } from "./ownershipReading";
import type { CountedOperation, NameReview, OnPremises, PhoneNumber, Storage } from "./PhoneNumber";
import { registrationReading } from "./registrationReading";
import type { Switches } from "./switches";

/** The real state of a number, which reads may not show yet. */
export interface NumberSnapshot {
    /** The phone number id. */
    readonly id: string;
    /** Its account. */
    readonly wabaId: string;
    /** The number as Meta formats it. */
    readonly displayPhoneNumber: string;
    /** The display name in use. */
    readonly verifiedName: string;
    /** Whether it is registered. */
    readonly registered: boolean;
    /** When it was registered last, ISO 8601; null for never. */
    readonly registeredAt: string | null;
    /** When it was deregistered last, ISO 8601; null for never, or if it is not known. */
    readonly deregisteredAt: string | null;
    /** When it signed up, ISO 8601; null if it is not known. */
    readonly onboardedAt: string | null;
    /** `status` as a read shows it now. */
    readonly status: string;
    /** `platform_type` as a read shows it now. */
    readonly platformType: string;
    /** Ownership as a read shows it now. */
    readonly codeVerificationStatus: string;
    /** When ownership was verified, ISO 8601; null if it is not known. */
    readonly verifiedAt: string | null;
    /** The two-step PIN; null for none. */
    readonly pin: string | null;
    /** Where data at rest is kept. */
    readonly storage: Storage;
    /**
     * Its registration on the On-Premises API, with the right backup; null once it is on Cloud API.
     */
    readonly onPremises: OnPremises | null;
    /** Coexistence. */
    readonly isOnBizApp: boolean;
    /** A deregistration stopped half-way. */
    readonly deregistrationIncomplete: boolean;
    /** The display name's review. */
    readonly name: Omit<NameReview, "newApprovedAtMs">;
    /**
     * The address for its webhooks, in place of the account's or app's address; null for that
     * address.
     */
    readonly overrideCallbackUri: string | null;
    /** How many requests of the last 72 hours count. */
    readonly attempts: Readonly<Record<CountedOperation, number>>;
    /** Until when an operation is blocked, ISO 8601; null if it is not. */
    readonly blockedUntil: Readonly<Record<CountedOperation, string | null>>;
    /** The verification code that was sent and not entered yet; null for none. */
    readonly code: string | null;
    /** Taken off its account. */
    readonly removed: boolean;
}

/**
 * The state of a number, as a test sees it.
 *
 * @param number - the number
 * @param switches - the world's switches
 * @param now - the world's time
 */
export function numberSnapshot(number: PhoneNumber, switches: Switches, now: Date): NumberSnapshot {
    const { status, platformType } = registrationReading(number, switches, now);
    const { register, deregister } = number.attempts;
    const { status: nameStatus, newStatus, newDisplayName } = number.name;
    return {
        id: number.id,
        wabaId: number.wabaId,
        displayPhoneNumber: number.displayPhoneNumber,
        verifiedName: number.verifiedName,
        registered: number.registered,
        registeredAt: isoOrNull(number.registeredAtMs),
        deregisteredAt: isoOrNull(number.deregisteredAtMs),
        onboardedAt: isoOrNull(number.onboardedAtMs),
        status,
        platformType,
        codeVerificationStatus: ownershipReading(number, switches, now),
        verifiedAt: isoOrNull(number.verifiedAtMs),
        pin: number.pin,
        storage: number.storage,
        onPremises: number.onPremises,
        isOnBizApp: number.isOnBizApp,
        deregistrationIncomplete: number.deregistrationIncomplete,
        name: { status: nameStatus, newStatus, newDisplayName },
        overrideCallbackUri: number.overrideCallbackUri,
        attempts: {
            register: attemptsInWindow(register, now).length,
            deregister: attemptsInWindow(deregister, now).length,
        },
        blockedUntil: {
            register: laterThan(now, register.blockedUntilMs),
            deregister: laterThan(now, deregister.blockedUntilMs),
        },
        code:
            number.code !== null && number.code.expiresAtMs > now.getTime()
                ? number.code.value
                : null,
        removed: number.removed,
    };
}

function isoOrNull(timeMs: number | null): string | null {
    return timeMs === null ? null : new Date(timeMs).toISOString();
}

function laterThan(now: Date, timeMs: number | null): string | null {
    return timeMs !== null && timeMs > now.getTime() ? isoOrNull(timeMs) : null;
}
