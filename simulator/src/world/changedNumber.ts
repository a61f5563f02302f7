import {
    NO_STORAGE,
    type AttemptLog,
    type NameReview,
    type OnPremises,
    type PhoneNumber,
    type Storage,
} from "./PhoneNumber";
import type { NumberChange } from "./numberSchema";

/** The storage of a number whose local storage is off. */
export const STORAGE_OFF: Storage = { status: "IN_COUNTRY_STORAGE_DISABLED" };

/**
 * The number after somebody else changed it. It changes at once, and nothing is counted.
 *
 * Deregistering switches the storage off, as through the API, unless the change says otherwise.
 *
 * @param number - the number before
 * @param change - what to change; the rest stays
 * @param now - the world's time
 */
export function changedNumber(number: PhoneNumber, change: NumberChange, now: Date): PhoneNumber {
    return {
        ...number,
        ...registrationAfter(number, change, now),
        ...storageAfter(number, change),
        wabaId: change.wabaId ?? number.wabaId,
        displayPhoneNumber: change.displayPhoneNumber ?? number.displayPhoneNumber,
        verifiedName: change.verifiedName ?? number.verifiedName,
        onboardedAtMs: timeAfter(change.onboardedAt, number.onboardedAtMs),
        status: orKept(change.status, number.status),
        platformType: orKept(change.platformType, number.platformType),
        ...ownershipAfter(number, change, now),
        pin: orKept(change.pin, number.pin),
        onPremises: onPremisesAfter(number, change),
        isOnBizApp: change.isOnBizApp ?? number.isOnBizApp,
        inUseOnHandset: change.inUseOnHandset ?? number.inUseOnHandset,
        deregistrationIncomplete:
            change.deregistrationIncomplete ?? number.deregistrationIncomplete,
        recentlyDeletedUntilMs: timeAfter(
            change.recentlyDeletedUntil,
            number.recentlyDeletedUntilMs,
        ),
        rememberedRegion: orKept(change.rememberedRegion, number.rememberedRegion),
        name: nameAfter(number.name, change.name, now),
        qualityRating: change.qualityRating ?? number.qualityRating,
        accountMode: change.accountMode ?? number.accountMode,
        overrideCallbackUri: orKept(change.overrideCallbackUri, number.overrideCallbackUri),
        attempts: {
            register: attemptsAfter(number.attempts.register, {
                attempts: change.attempts?.register,
                blockedUntil: change.blockedUntil?.register,
            }),
            deregister: attemptsAfter(number.attempts.deregister, {
                attempts: change.attempts?.deregister,
                blockedUntil: change.blockedUntil?.deregister,
            }),
        },
        removed: change.removed ?? number.removed,
    };
}

function registrationAfter(
    number: PhoneNumber,
    change: NumberChange,
    now: Date,
): Pick<
    PhoneNumber,
    | "registered"
    | "registeredAtMs"
    | "deregisteredAtMs"
    | "everRegistered"
    | "shownRegisteredUntilMs"
> {
    const registered = isRegisteredAfter(number, change);
    const newly = registered && !number.registered;
    return {
        registered,
        registeredAtMs: timeAfter(
            change.registeredAt,
            newly ? now.getTime() : number.registeredAtMs,
        ),
        deregisteredAtMs: timeAfter(
            change.deregisteredAt,
            number.registered && !registered ? now.getTime() : number.deregisteredAtMs,
        ),
        everRegistered: change.everRegistered ?? (number.everRegistered || registered),
        shownRegisteredUntilMs: null,
    };
}

/** If a change says VERIFIED and no time, the number is verified now. */
function ownershipAfter(
    number: PhoneNumber,
    change: NumberChange,
    now: Date,
): Pick<PhoneNumber, "codeVerificationStatus" | "verifiedAtMs"> {
    const { codeVerificationStatus = number.codeVerificationStatus, verifiedAt } = change;
    const newly = change.codeVerificationStatus === "VERIFIED";
    return {
        codeVerificationStatus,
        verifiedAtMs: timeAfter(verifiedAt, newly ? now.getTime() : number.verifiedAtMs),
    };
}

/** A number that moves to On-Premises leaves Cloud API. */
function isRegisteredAfter(number: PhoneNumber, { registered, onPremises }: NumberChange): boolean {
    if (registered !== undefined) return registered;
    return onPremises === undefined || onPremises === null ? number.registered : false;
}

/** A number that is registered on Cloud API leaves On-Premises. */
function onPremisesAfter(number: PhoneNumber, change: NumberChange): OnPremises | null {
    const { onPremises } = change;
    if (onPremises === undefined) return change.registered === true ? null : number.onPremises;
    if (onPremises === null) return null;
    const { data, password, connected = true } = onPremises;
    return { data, password, connected };
}

function storageAfter(
    number: PhoneNumber,
    change: NumberChange,
): Partial<Pick<PhoneNumber, "storage" | "storageShown" | "storageWritten">> {
    if (change.storage !== undefined) {
        return { storage: storageOf(change.storage), storageShown: null, storageWritten: true };
    }
    if (number.registered && !isRegisteredAfter(number, change)) {
        return { storage: STORAGE_OFF, storageShown: null, storageWritten: false };
    }
    return {};
}

function storageOf(storage: NonNullable<NumberChange["storage"]>): Storage {
    if (storage.status === NO_STORAGE.status) return NO_STORAGE;
    const { status, dataLocalizationRegion } = storage;
    return {
        status,
        ...(dataLocalizationRegion === undefined ? {} : { dataLocalizationRegion }),
    };
}

function nameAfter(name: NameReview, change: NumberChange["name"], now: Date): NameReview {
    if (change === undefined) return name;
    const newStatus = orKept(change.newStatus, name.newStatus);
    const approvedBefore = name.newStatus === "APPROVED" ? name.newApprovedAtMs : null;
    const approvedAtMs = timeAfter(change.newApprovedAt, approvedBefore);
    return {
        status: change.status ?? name.status,
        newStatus,
        newDisplayName: orKept(change.newDisplayName, name.newDisplayName),
        newApprovedAtMs: newStatus === "APPROVED" ? (approvedAtMs ?? now.getTime()) : null,
    };
}

interface AttemptChange {
    readonly attempts: readonly string[] | undefined;
    readonly blockedUntil: string | null | undefined;
}

/**
 * A change that removes all requests also removes the block that they caused, unless it gives one.
 */
function attemptsAfter(log: AttemptLog, change: AttemptChange): AttemptLog {
    const keptUntilMs = change.attempts?.length === 0 ? null : log.blockedUntilMs;
    return {
        attemptsMs:
            change.attempts?.map((iso) => Date.parse(iso)).sort((a, b) => a - b) ?? log.attemptsMs,
        blockedUntilMs: timeAfter(change.blockedUntil, keptUntilMs),
    };
}

function orKept<T>(change: T | null | undefined, kept: T | null): T | null {
    return change === undefined ? kept : change;
}

function timeAfter(change: string | null | undefined, keptMs: number | null): number | null {
    if (change === undefined) return keptMs;
    return change === null ? null : Date.parse(change);
}
