import type { PhoneNumber, Storage } from "./PhoneNumber";
import type { Switches } from "./switches";

/** The registration as a read shows it. */
export interface RegistrationReading {
    /** `status`. */
    readonly status: string;
    /** `platform_type`. */
    readonly platformType: string;
    /** `throughput.level`. */
    readonly throughputLevel: string;
}

/**
 * How a number reads: as added, verified, registered or deregistered.
 *
 * @param number - the number
 * @param switches - the world's switches
 * @param now - the world's time
 */
export function registrationReading(
    number: PhoneNumber,
    switches: Switches,
    now: Date,
): RegistrationReading {
    const shown = isShownRegistered(number, now);
    return {
        status: number.status ?? statusOf(number, { switches, now, shown }),
        platformType: number.platformType ?? platformOf(number, shown),
        throughputLevel: shown ? "STANDARD" : "NOT_APPLICABLE",
    };
}

/**
 * When the number was onboarded last, in milliseconds: at its sign-up, else at its last
 * registration.
 *
 * @param number - the number
 */
export function lastOnboardedAtMs(number: PhoneNumber): number | null {
    return number.onboardedAtMs ?? number.registeredAtMs;
}

/**
 * The storage as a read shows it. It may be older than the last write.
 *
 * @param number - the number
 * @param now - the world's time
 */
export function shownStorage(number: PhoneNumber, now: Date): Storage {
    const before = number.storageShown;
    return before !== null && before.untilMs > now.getTime() ? before.storage : number.storage;
}

function isShownRegistered(number: PhoneNumber, now: Date): boolean {
    if (number.registered) return true;
    return number.shownRegisteredUntilMs !== null && number.shownRegisteredUntilMs > now.getTime();
}

function platformOf(number: PhoneNumber, shown: boolean): string {
    if (shown) return "CLOUD_API";
    return number.onPremises?.connected === true ? "ON_PREMISE" : "NOT_APPLICABLE";
}

interface StatusView {
    readonly switches: Switches;
    readonly now: Date;
    readonly shown: boolean;
}

function statusOf(number: PhoneNumber, { switches, now, shown }: StatusView): string {
    if (shown) {
        const connectedAtMs = (number.registeredAtMs ?? 0) + switches.connectedAfterSeconds * 1000;
        return now.getTime() < connectedAtMs ? "PENDING" : "CONNECTED";
    }
    if (number.onPremises !== null) {
        return number.onPremises.connected ? "CONNECTED" : switches.statusAfterDeregister;
    }
    if (number.everRegistered) return switches.statusAfterDeregister;
    return number.codeVerificationStatus === "NOT_VERIFIED" ? switches.statusUnverified : "PENDING";
}
