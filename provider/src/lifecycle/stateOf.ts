import { withoutUndefined } from "../graph/jsonObject";
import { waitingName } from "../decisions/displayName";
import { isRegistered, outOfReach } from "../decisions/registrationStatus";
import {
    declaredStorage,
    storageAsRead,
    storageReadsAs,
    wantedStorage,
} from "../decisions/wantedStorage";
import type { PhoneNumber } from "../graph/phoneNumber";
import type { StorageReading } from "../graph/settings";
import type { NumberSession } from "./NumberSession";
import type { RegistrationInputs, RegistrationState } from "./RegistrationInputs";

/** What was read of a number, as outputs. */
export function readingOutputs(reading: PhoneNumber | undefined): Partial<RegistrationState> {
    if (reading === undefined) return {};
    return withoutUndefined({
        status: reading.status,
        platformType: reading.platformType ?? reading.hostPlatform,
        codeVerificationStatus: reading.codeVerificationStatus,
        displayPhoneNumber: reading.displayPhoneNumber,
        verifiedName: reading.verifiedName,
        nameStatus: reading.nameStatus,
        newNameStatus: reading.newNameStatus,
        qualityRating: reading.qualityRating,
        throughputLevel: reading.throughputLevel,
    });
}

/** What was read of its storage, as outputs. */
export function storageOutputs(storage: StorageReading | undefined): Partial<RegistrationState> {
    if (storage?.kind !== "answered") return {};
    return { storageStatus: storage.storage.status ?? "DEFAULT" };
}

/** What was known before. */
export interface Earlier {
    readonly olds: RegistrationState | undefined;
    readonly now: Date;
}

/**
 * What is true of a number after `create` or `update`, finished or not: the outputs to store.
 *
 * The PIN is the declared one, unless one was sent whose fate is unknown: then none is stored, and
 * the next run writes it again.
 */
export function stateOf(
    session: NumberSession,
    inputs: RegistrationInputs,
    { olds, now }: Earlier,
): RegistrationState {
    const { phoneNumber, storage, provedPin, triedPin } = session;
    const pin = session.isPinUnknown
        ? undefined
        : (provedPin?.pin ?? triedPin ?? olds?.pin ?? inputs.pin);
    const isOldPin = provedPin === undefined && pin === olds?.pin && !session.isPinRefuted;
    return withoutUndefined({
        ...olds,
        ...readingOutputs(phoneNumber),
        ...storageOutputs(storage),
        ...declaredOutputs(inputs, phoneNumber),
        ...nameOutputs(session, olds, now),
        pin,
        dataLocalizationRegion: undefined,
        noStorage: undefined,
        regionVerified: undefined,
        ...placeOutputs(session, inputs, olds),
        __migrating: isMigrating(session, olds) ? true : undefined,
        registered: session.isRegistered,
        registeredAt: session.registeredAt ?? olds?.registeredAt,
        pinProvedAt: provedPin?.at ?? (isOldPin ? olds?.pinProvedAt : undefined),
        spentRequests: session.ledger.spentRequests(),
        budget: session.ledger.budgets(),
        refusal: undefined,
    });
}

function nameOutputs(
    { phoneNumber, registeredAt }: NumberSession,
    olds: RegistrationState | undefined,
    now: Date,
): Partial<RegistrationState> {
    // What a reading no longer shows is over.
    const none = { newNameStatus: phoneNumber?.newNameStatus, registerDisplayNameBy: undefined };
    const known = withoutUndefined({ ...olds, registeredAt: registeredAt ?? olds?.registeredAt });
    return { ...none, ...waitingName(phoneNumber ?? {}, known, now) } as Partial<RegistrationState>;
}

function declaredOutputs(inputs: RegistrationInputs, reading: PhoneNumber | undefined) {
    return {
        phoneNumberId: inputs.phoneNumberId,
        wabaId: inputs.wabaId ?? reading?.wabaId,
        tokenName: inputs.tokenName,
        __urn: inputs.__urn,
        __declaredWabaId: inputs.wabaId,
        __provider: inputs.__provider,
    };
}

/** A migration ends when the number is seen registered, and not before. */
function isMigrating(session: NumberSession, olds: RegistrationState | undefined): boolean {
    return (session.isMigrating || olds?.__migrating === true) && !session.isRegistered;
}

type Place = Pick<
    Partial<RegistrationState>,
    "dataLocalizationRegion" | "noStorage" | "regionVerified"
>;

/** Where the data of a registration rests; of a number that has none, where it is to rest. */
function placeOutputs(
    session: NumberSession,
    inputs: RegistrationInputs,
    olds: RegistrationState | undefined,
): Place {
    const { isRegistered, storage, isStorageLost, registeredWith } = session;
    if (isRegistered && storage === undefined && !isStorageLost && olds !== undefined) {
        return placeOf(olds);
    }
    const wanted = wantedStorage(inputs);
    const isRead = isRegistered && storage?.kind === "answered";
    const read = isRead ? storageAsRead(storage) : undefined;
    // Where Meta does not tell, it is what the number was registered with last.
    const known = registeredWith ?? (olds === undefined ? wanted : wantedStorage(olds));
    const place = declaredStorage(isRegistered ? (read ?? known) : wanted);
    if (wanted.kind === "off") return place;
    return { ...place, regionVerified: isRead && storageReadsAs(storage.storage, wanted) };
}

function placeOf({ dataLocalizationRegion, noStorage, regionVerified }: RegistrationState): Place {
    return withoutUndefined({ dataLocalizationRegion, noStorage, regionVerified });
}

/**
 * Says whether drift of `registered` is to be shown for a reading. What is out of reach can't be
 * mended by registering, so it keeps what it had, and the status and a warning tell.
 */
export function registeredAsRead(reading: PhoneNumber, before: boolean | undefined): boolean {
    const registered = isRegistered(reading);
    return outOfReach(reading) === undefined ? registered : (before ?? registered);
}
