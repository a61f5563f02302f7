import { describeDrift } from "../decisions/describeDrift";
import { goalOfRead } from "../decisions/goals";
import { outputsAfterReading } from "../decisions/outputsOf";
import { registrationStateFrom, type RegistrationState } from "../decisions/RegistrationState";
import { outOfReach } from "../decisions/registrationStatus";
import { describeStorage } from "../decisions/storage";
import { withoutUndefined } from "../graph/jsonObject";
import type { PhoneNumber } from "../graph/phoneNumber";
import { unhealthyReadError } from "../host/UnhealthyReadError";
import { sealed } from "../host/secrets";
import type { Knowledge } from "../decisions/Knowledge";
import { openRun } from "./openRun";
import { type Operation, OperationFailure } from "./Operation";
import { warnOfAccount, warnOfVersion } from "./warnings";

/** What `read` answers, in the words of Pulumi's interface. */
export interface ReadAnswer {
    readonly id: string;
    readonly props: Record<string, unknown>;
    readonly inputs: Record<string, unknown>;
}

/** What is read. */
export interface ReadSubject {
    readonly id: string;
    /** The stored outputs of the number. Empty for a number that is new to the state. */
    readonly props: Readonly<Record<string, unknown>>;
    /** The number is imported into the state, with the storage that it has. */
    readonly isImport?: boolean;
}

/**
 * Reads a number as it is now. This takes one request, and one more if its region is managed, an
 * earlier run was stopped, or the number is imported. Many numbers of one account share requests.
 *
 * Never drops a number from the state: Meta also answers "does not exist" to a token without access.
 * If a number can't be read, reports it as unhealthy and keeps it as it was.
 */
export async function read(
    operation: Operation,
    { id, props, isImport = false }: ReadSubject,
): Promise<ReadAnswer> {
    const olds = registrationStateFrom(id, props);
    const { tokenName, __urn: urn } = olds;
    const subject = { phoneNumberId: id, tokenName, urn };
    await warnOfVersion(operation, urn);
    return operation.turns.take(id, async () => {
        const journal = await operation.journal();
        const onlyReads = !isImport;
        const run = openRun(operation, { subject, journal, state: olds, onlyReads });
        await operation.warnOfTrouble(run.known.journalTrouble, subject);
        try {
            await run.reach(goalOfRead(olds, run.known, isImport));
        } catch (error) {
            throw error instanceof OperationFailure ? unhealthy(olds, error) : error;
        }
        const state = outputsAfterReading(run.known, olds, {
            now: operation.host.now(),
            journalledUntil: run.journalledUntil,
        });
        await warnOf(operation, run.known, { olds, state });
        return answer(state);
    });
}

// Pulumi prints the outputs after a refresh, but does not run the program for them.
const STALE_OUTPUTS =
    "The outputs of the stack are those of the last `pulumi up`, unless this refresh ran the " +
    "program (--run-program). The warnings of each resource say what differs.";

async function warnOf(
    operation: Operation,
    { reading, storage: { reading: storage } }: Knowledge,
    { olds, state }: Readonly<Record<"olds" | "state", RegistrationState>>,
): Promise<void> {
    const warn = (text: string): Promise<void> => operation.log("warning", text, state.__urn);
    const drift = driftOf(olds, state, { reading, now: operation.host.now() });
    if (drift !== undefined) {
        await warn(drift);
        if (isStored(olds)) await operation.warnOnce(STALE_OUTPUTS, undefined);
    }
    const declared = { wabaId: state.__declaredWabaId, urn: state.__urn };
    await warnOfAccount(operation, declared, reading ?? {});
    if (state.displayNameRegistered === false) {
        await warn(
            "Meta approved a new display name. `pulumi up` registers the number again, which takes " +
                `it; after ${state.registerDisplayNameBy ?? "14 days"} the name must be submitted again`,
        );
    }
    if (storage?.kind === "unavailable") {
        await warn(`the region could not be read: ${storage.error.message}`);
    }
    if (storage?.kind === "answered" && storage.storage.state === "unknown") {
        await warn(`${describeStorage(storage)}, which this version does not know`);
    }
}

/** If the program only reads a number, it declares nothing. A number out of reach is still reported. */
function driftOf(
    olds: RegistrationState,
    state: RegistrationState,
    { reading, now }: { readonly reading: PhoneNumber | undefined; readonly now: Date },
): string | undefined {
    if (reading === undefined) return undefined;
    const isToTell = isStored(olds) || outOfReach(reading) !== undefined;
    return isToTell ? describeDrift(state, reading, now) : undefined;
}

function answer(state: RegistrationState): ReadAnswer {
    return {
        id: state.phoneNumberId,
        props: sealed({ ...state }),
        inputs: sealed(inputsOf(state)),
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

/** What a person can do now. Only one of Meta's answers can mean that the number is gone. */
function keptInState({ stop }: OperationFailure): string {
    const row =
        stop?.kind === "answered" && stop.why.kind === "refused" ? stop.why.error.entry : undefined;
    const isMaybeGone = row?.name === "notFoundOrNoAccess";
    const remedy = "; if it is gone for good, run `pulumi state delete` for it";
    return `It is kept in the state as it was${isMaybeGone ? remedy : ""}.`;
}

/** Says whether the number is in the state. If the program only reads it, it is not there. */
function isStored(olds: RegistrationState): boolean {
    return olds.registered !== undefined;
}

/** The inputs that would lead to this state. After a refresh, `diff` compares with them. */
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
