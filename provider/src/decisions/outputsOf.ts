import type { PhoneNumber } from "../graph/phoneNumber";
import type { StorageReading } from "../graph/settings";
import { withoutUndefined } from "../graph/jsonObject";
import { budgetsOf } from "./budget";
import { waitingName } from "./displayName";
import { isUnfinished, type Knowledge } from "./Knowledge";
import type { RegistrationInputs, RegistrationState } from "./RegistrationState";
import { isRegistered, outOfReach } from "./registrationStatus";
import {
    declaredBefore,
    declaredStorage,
    isSameStorage,
    storageAsRead,
    storageReadsAs,
    wantedStorage,
} from "./storage";

/** The reading of a number, as outputs. */
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

/** The reading of its storage, as outputs. */
export function storageOutputs(storage: StorageReading | undefined): Partial<RegistrationState> {
    if (storage?.kind !== "answered") return {};
    return { storageStatus: storage.storage.status ?? "DEFAULT" };
}

/** The earlier outputs, and what else the new outputs depend on. */
export interface Earlier {
    readonly olds: RegistrationState | undefined;
    readonly now: Date;
    /** When the last entry of the journal was sent; ISO 8601. */
    readonly journalledUntil: string | undefined;
}

/**
 * The outputs to store after `create` or `update`, finished or not.
 *
 * They say "registered" only if a reading says so. They hold no PIN if a PIN was sent and its result
 * is unknown: the next run writes the PIN again.
 */
export function outputsOf(
    known: Knowledge,
    inputs: RegistrationInputs,
    { olds, now, journalledUntil }: Earlier,
): RegistrationState {
    const { reading, storage, run, pin } = known;
    const isRead = known.isRead || run.awaited !== undefined;
    return withoutUndefined({
        ...olds,
        ...(isRead ? readingOutputs(reading) : {}),
        ...storageOutputs(storage.reading ?? storage.settings),
        phoneNumberId: inputs.phoneNumberId,
        wabaId: inputs.wabaId ?? (isRead ? reading?.wabaId : undefined),
        tokenName: inputs.tokenName,
        __urn: inputs.__urn,
        __declaredWabaId: inputs.wabaId,
        __provider: inputs.__provider,
        ...nameOutputs(known, olds, now),
        pin: pin.isUnknown ? undefined : (pin.value ?? inputs.pin),
        pinProvedAt: pin.isUnknown ? undefined : pin.provedAt,
        dataLocalizationRegion: undefined,
        noStorage: undefined,
        regionVerified: undefined,
        ...placeOutputs(known, inputs, olds),
        registered: known.registered === "yes",
        registeredAt: run.registeredAt ?? olds?.registeredAt,
        spentRequests: known.spent,
        budget: budgetsOf(known.spent, now),
        refusal: undefined,
        __declaredStorage: undefined,
        __migrating: known.isMigrating && known.registered !== "yes" ? true : undefined,
        __unfinished: isUnfinished(known) ? true : undefined,
        __knownUntil: knownUntil(known, olds, journalledUntil),
    });
}

/** When the last write that these outputs know was sent. None if there was no write. */
function knownUntil(
    { spent }: Knowledge,
    olds: RegistrationState | undefined,
    journalledUntil: string | undefined,
): string | undefined {
    const times = [olds?.__knownUntil, journalledUntil, spent.at(-1)?.at];
    // ISO 8601 in UTC sorts by time.
    return times
        .filter((at) => at !== undefined)
        .sort()
        .at(-1);
}

function nameOutputs(
    { reading, run }: Knowledge,
    olds: RegistrationState | undefined,
    now: Date,
): Partial<RegistrationState> {
    // If a reading no longer shows a new name, its wait is over.
    const none = { newNameStatus: reading?.newNameStatus, registerDisplayNameBy: undefined };
    const registeredAt = run.registeredAt ?? olds?.registeredAt;
    const before = withoutUndefined({ ...olds, registeredAt });
    return { ...none, ...waitingName(reading ?? {}, before, now) } as Partial<RegistrationState>;
}

type Place = Pick<
    Partial<RegistrationState>,
    "dataLocalizationRegion" | "noStorage" | "regionVerified"
>;

/** Where the data of a registered number rests. For other numbers, where the data will rest. */
function placeOutputs(
    { registered, storage }: Knowledge,
    inputs: RegistrationInputs,
    olds: RegistrationState | undefined,
): Place {
    const isRegisteredNow = registered === "yes";
    const { reading, lastSent, registeredWith, before } = storage;
    if (isRegisteredNow && reading === undefined && lastSent === undefined && olds !== undefined) {
        const { dataLocalizationRegion, noStorage, regionVerified } = olds;
        return withoutUndefined({ dataLocalizationRegion, noStorage, regionVerified });
    }
    const wanted = wantedStorage(inputs);
    const isRead = isRegisteredNow && reading?.kind === "answered";
    // If Meta does not say, it is the storage of the last registration.
    const last = registeredWith ?? (olds === undefined ? wanted : wantedStorage(olds));
    // A deregistration without an answer may have left the data where it was.
    const isMaybeThere = registered === "unknown" && lastSent === "deregistered";
    const unregistered = isMaybeThere ? (before ?? wanted) : wanted;
    const place = declaredStorage(
        isRegisteredNow ? ((isRead ? storageAsRead(reading) : undefined) ?? last) : unregistered,
    );
    if (wanted.kind === "off") return place;
    return { ...place, regionVerified: isRead && storageReadsAs(reading.storage, wanted) };
}

/**
 * The outputs after a reading. A deregistered number has no region of its own. Its outputs keep the
 * region with which it will come back. The same applies if the storage reads a word that this version
 * does not know.
 */
export function outputsAfterReading(
    known: Knowledge,
    olds: RegistrationState,
    { now, journalledUntil }: Omit<Earlier, "olds">,
): RegistrationState {
    const { reading = { id: olds.phoneNumberId }, storage, pin } = known;
    return withoutUndefined({
        ...olds,
        ...readingOutputs(reading),
        ...storageOutputs(storage.reading),
        wabaId: olds.__declaredWabaId ?? reading.wabaId ?? olds.wabaId,
        registered: registeredAsRead(reading, olds.registered),
        ...nameOutputs(known, olds, now),
        // A run that was stopped may have set another PIN, so the next run writes the PIN again.
        ...(pin.isUnknown ? { pin: undefined, pinProvedAt: undefined } : {}),
        dataLocalizationRegion: undefined,
        noStorage: undefined,
        regionVerified: undefined,
        __declaredStorage: undefined,
        ...placeAsRead(reading, storage.reading, olds),
        __migrating: isRegistered(reading) ? undefined : olds.__migrating,
        spentRequests: known.spent,
        budget: budgetsOf(known.spent, now),
        __unfinished: undefined,
        __knownUntil: knownUntil(known, olds, journalledUntil),
    });
}

function placeAsRead(
    number: PhoneNumber,
    storage: StorageReading | undefined,
    olds: RegistrationState,
): Place & Pick<RegistrationState, "__declaredStorage"> {
    const declared = declaredBefore(olds);
    if (!isRegistered(number)) return declaredStorage(declared);
    if (storage?.kind !== "answered") {
        const { dataLocalizationRegion, noStorage, regionVerified, __declaredStorage } = olds;
        return withoutUndefined({
            dataLocalizationRegion,
            noStorage,
            regionVerified,
            __declaredStorage,
        });
    }
    const read = storageAsRead(storage) ?? declared;
    // For a number that is new to the state, the outputs take the storage as it reads.
    const isNew = olds.registered === undefined && declared.kind === "off";
    const wanted = isNew ? read : declared;
    const isManaged = wanted.kind !== "off" || read.kind !== "off";
    return withoutUndefined({
        ...declaredStorage(read),
        regionVerified: isManaged ? storageReadsAs(storage.storage, wanted) : undefined,
        __declaredStorage: isSameStorage(read, wanted) ? undefined : declaredStorage(wanted),
    });
}

/**
 * The value of `registered` after a reading. Registering does not repair a number that is out of
 * reach, so the value stays as before. The status and a warning show the problem.
 */
function registeredAsRead(reading: PhoneNumber, before: boolean | undefined): boolean {
    const registered = isRegistered(reading);
    return outOfReach(reading) === undefined ? registered : (before ?? registered);
}

/** The outputs of a registration after only names have changed. This sends nothing. */
export function renamed(olds: RegistrationState, inputs: RegistrationInputs): RegistrationState {
    return withoutUndefined({
        ...olds,
        wabaId: inputs.wabaId ?? olds.wabaId,
        tokenName: inputs.tokenName,
        __declaredWabaId: inputs.wabaId,
        __urn: inputs.__urn,
        __provider: inputs.__provider,
    });
}
