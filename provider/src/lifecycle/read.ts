import { withoutUndefined } from "../graph/jsonObject";
import { waitingName } from "../decisions/displayName";
import { isRegistered, outOfReach } from "../decisions/registrationStatus";
import {
    declaredStorage,
    type DeclaredStorage,
    storageAsRead,
    storageReadsAs,
    wantedStorage,
} from "../decisions/wantedStorage";
import type { PhoneNumber } from "../graph/phoneNumber";
import type { StorageReading } from "../graph/settings";
import { warnOfAccount } from "./warnOfAccount";
import { warnOfVersion } from "./warnOfVersion";
import { unhealthyReadError } from "../host/UnhealthyReadError";
import { asSecret } from "../host/secrets";
import { describeNumber, describeStorage } from "./describeReading";
import type { NumberSession } from "./NumberSession";
import { openSession } from "./openSession";
import type { Operation } from "./Operation";
import { OperationFailure } from "./OperationFailure";
import { registrationStateFrom, type RegistrationState } from "./RegistrationInputs";
import { readingOutputs, registeredAsRead, storageOutputs } from "./stateOf";

/** What `read` answers, in the words of Pulumi's interface. */
export interface ReadAnswer {
    readonly id: string;
    readonly props: Record<string, unknown>;
    readonly inputs: Record<string, unknown>;
}

/**
 * Reads a number as it is now: one request, and one more where its region is managed.
 *
 * Never drops a number from the state: "does not exist" is also Meta's answer to a token without
 * access. A number that can't be read is reported as unhealthy and kept as it was.
 */
export async function read(
    operation: Operation,
    id: string,
    props: Readonly<Record<string, unknown>>,
): Promise<ReadAnswer> {
    const olds = registrationStateFrom(id, props);
    const { tokenName, __urn: urn } = olds;
    const session = openSession(
        operation,
        { phoneNumberId: id, tokenName, urn },
        olds.spentRequests,
    );
    await warnOfVersion(operation, urn);
    return operation.turns.take(id, async () => {
        const now = operation.host.now();
        const state = await readState(session, olds, now).catch((error: unknown) => {
            throw error instanceof OperationFailure ? unhealthy(olds, error) : error;
        });
        await warnOf(operation, session, state);
        return answer(state);
    });
}

async function readState(
    session: NumberSession,
    olds: RegistrationState,
    now: Date,
): Promise<RegistrationState> {
    const phoneNumber = await session.read();
    const managesStorage = wantedStorage(olds).kind !== "off";
    const storage = managesStorage ? await session.readStorage() : undefined;
    return withoutUndefined({
        ...olds,
        ...readingOutputs(phoneNumber),
        ...storageOutputs(storage),
        wabaId: olds.__declaredWabaId ?? phoneNumber.wabaId ?? olds.wabaId,
        registered: registeredAsRead(phoneNumber, olds.registered),
        newNameStatus: phoneNumber.newNameStatus,
        registerDisplayNameBy: undefined,
        ...waitingName(phoneNumber, olds, now),
        dataLocalizationRegion: undefined,
        noStorage: undefined,
        ...placeAsRead(phoneNumber, storage, olds),
        __migrating: isRegistered(phoneNumber) ? undefined : olds.__migrating,
        spentRequests: session.ledger.spentRequests(),
        budget: session.ledger.budgets(),
    });
}

/**
 * Where data rests. A deregistered number has no region of its own: it keeps the one it is to come
 * back with. So does one whose storage reads a word that this version does not know.
 */
function placeAsRead(
    phoneNumber: PhoneNumber,
    storage: StorageReading | undefined,
    olds: RegistrationState,
): DeclaredStorage & Pick<Partial<RegistrationState>, "regionVerified"> {
    const known = wantedStorage(olds);
    if (!isRegistered(phoneNumber) || storage?.kind !== "answered") return declaredStorage(known);
    const read = storageAsRead(storage) ?? known;
    const regionVerified = storageReadsAs(storage.storage, known);
    return { ...declaredStorage(read), regionVerified };
}

async function warnOf(
    operation: Operation,
    { phoneNumber, storage }: NumberSession,
    state: RegistrationState,
): Promise<void> {
    const warn = (text: string): Promise<void> => operation.log("warning", text, state.__urn);
    const reach = phoneNumber === undefined ? undefined : outOfReach(phoneNumber);
    if (reach !== undefined) {
        const what =
            reach === "coexistence" ? "is used in the WhatsApp Business app" : "is out of reach";
        await warn(
            `phone number ${state.phoneNumberId} ${what} (${describeNumber(phoneNumber)}): it is ` +
                "neither registered nor deregistered, whatever the program declares",
        );
    }
    const declared = { wabaId: state.__declaredWabaId, urn: state.__urn };
    await warnOfAccount(operation, declared, phoneNumber ?? {});
    if (state.displayNameRegistered === false) {
        await warn(
            "Meta approved a new display name. `pulumi up` registers the number again, which takes " +
                `it; after ${state.registerDisplayNameBy ?? "14 days"} the name has to be submitted anew`,
        );
    }
    if (storage?.kind === "unavailable") {
        await warn(`the region could not be read: ${storage.error.message}`);
    }
    if (storage?.kind === "answered" && storage.storage.state === "unknown") {
        await warn(`${describeStorage(storage)}, which this version does not know`);
    }
}

function answer(state: RegistrationState): ReadAnswer {
    return {
        id: state.phoneNumberId,
        props: withSecretPin({ ...state }),
        inputs: withSecretPin(inputsOf(state)),
    };
}

function unhealthy(olds: RegistrationState, failure: OperationFailure): Error {
    return unhealthyReadError({
        phoneNumberId: olds.phoneNumberId,
        props: { ...olds },
        inputs: inputsOf(olds),
        reason: [failure.message, ...(isStored(olds) ? [keptInState(failure)] : [])].join(" "),
    });
}

/** What a person may do about it: only one of Meta's answers can mean that the number is gone. */
function keptInState({ graphError }: OperationFailure): string {
    const isMaybeGone = graphError?.entry.name === "notFoundOrNoAccess";
    const remedy = "; if it is gone for good, run `pulumi state delete` for it";
    return `It is kept in the state as it was${isMaybeGone ? remedy : ""}.`;
}

/** Whether something is in the state; a program that only reads a number has nothing there yet. */
function isStored(olds: RegistrationState): boolean {
    return olds.registered !== undefined;
}

/** The inputs that would lead to this state: what `diff` compares with after a refresh. */
function inputsOf(state: RegistrationState): Record<string, unknown> {
    return withoutUndefined({
        phoneNumberId: state.phoneNumberId,
        pin: state.pin,
        dataLocalizationRegion: state.dataLocalizationRegion,
        noStorage: state.noStorage,
        wabaId: state.__declaredWabaId,
        tokenName: state.tokenName,
        registered: state.registered,
        displayNameRegistered: state.displayNameRegistered,
        __urn: state.__urn,
        __provider: state.__provider,
    });
}

function withSecretPin(properties: Record<string, unknown>): Record<string, unknown> {
    const { pin } = properties;
    return pin === undefined ? properties : { ...properties, pin: asSecret(pin) };
}
