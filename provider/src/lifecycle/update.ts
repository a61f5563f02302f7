import { PIN_MISMATCH } from "../decisions/graphCodes";
import { withoutUndefined } from "../graph/withoutUndefined";
import type { Plan } from "../decisions/budget";
import { changesBetween } from "../decisions/changesBetween";
import { describeRefusals, refusalsToRegister, type Refusal } from "../decisions/refusals";
import { isRegistered } from "../decisions/registrationStatus";
import { wantedStorage } from "../decisions/wantedStorage";
import { bringUp, verifyStorage } from "./bringUp";
import { carryOut, type Change } from "./carryOut";
import type { NumberSession } from "./NumberSession";
import { openSession } from "./openSession";
import type { Operation } from "./Operation";
import { OperationFailure, sentence } from "./OperationFailure";
import { refuseRemembered, refuseUnlessSafe } from "./preflight";
import {
    isMigrating,
    registrationStateFrom,
    type RegistrationInputs,
    type RegistrationState,
} from "./RegistrationInputs";

/**
 * Changes a registration in place, or finishes what an earlier run left open: sets the PIN,
 * registers a number that is no longer registered, looks once more for a region that was not seen.
 *
 * @throws a plain error while nothing has been done, and a `PartialStateError` from then on.
 */
export async function update(
    operation: Operation,
    props: Readonly<Record<string, unknown>>,
    inputs: RegistrationInputs,
): Promise<RegistrationState> {
    const { phoneNumberId, tokenName, __urn: urn } = inputs;
    const olds = registrationStateFrom(phoneNumberId, props);
    const changes = changesBetween(olds, inputs);
    if (isOnNamesOnly(changes.updates)) return renamed(olds, inputs);

    const subject = { phoneNumberId, tokenName, urn };
    const session = openSession(operation, subject, olds.spentRequests);
    return carryOut(
        { operation, session, inputs, olds },
        () => mend({ operation, session, olds, inputs }),
        () => mustSave(session),
    );
}

interface Mending extends Change {
    readonly olds: RegistrationState;
}

async function mend({ operation, session, olds, inputs }: Mending): Promise<void> {
    const reading = await session.read();
    refuseUnlessInReach(inputs.phoneNumberId, refusalsToRegister(reading, migrates(olds, inputs)));
    if (!isRegistered(reading)) {
        // Drift that the program ignores is reported, not mended.
        if (inputs.registered === false) return;
        return repair({ operation, session, olds, inputs });
    }
    const { updates } = changesBetween(olds, inputs);
    if (updates.includes("pin")) await session.setPin(inputs.pin);
    if (updates.includes("displayNameRegistered")) {
        await registerDisplayName({ operation, session, olds, inputs });
    }
    // Called without a difference, or after one, an earlier run left something open: look again.
    const isSettled = olds.registered !== false && olds.regionVerified !== false;
    if (updates.length > 0 && isSettled) return;
    await verifyStorage(session, wantedStorage(inputs));
}

/**
 * Registers a registered number again, which takes the approved display name: one request, the
 * same region and PIN, and nobody notices. The PIN is proved first where nothing proved it yet.
 */
async function registerDisplayName({ operation, session, olds, inputs }: Mending): Promise<void> {
    const plan: Plan = { register: 1, deregister: 0, bringsBack: false };
    refuseUnlessSafe(operation, session, { verb: "register", plan, refusals: [] });
    refuseRemembered(operation, session, { olds, inputs });
    const isProved = olds.pinProvedAt !== undefined || session.provedPin !== undefined;
    if (!isProved && session.phoneNumber?.isPinEnabled !== false) await session.setPin(inputs.pin);
    const { pin } = inputs;
    await session.register({ pin, bringsBack: false });
}

/** Brings back a number that is declared and down; the last registration may be used for it. */
async function repair({ operation, session, olds, inputs }: Mending): Promise<void> {
    const plan: Plan = { register: 1, deregister: 0, bringsBack: true };
    refuseUnlessSafe(operation, session, { verb: "register", plan, refusals: [] });
    refuseRemembered(operation, session, { olds, inputs });
    const configuredRecipe = operation.configuration.localStorageRecipe;
    const options = { configuredRecipe, bringsBack: true, trustsReading: true };
    const declared = {
        pin: inputs.pin,
        storage: wantedStorage(inputs),
        backup: migrates(olds, inputs) ? inputs.backup : undefined,
    };
    const provedPin = olds.pinProvedAt === undefined ? undefined : olds.pin;
    if (provedPin === undefined || provedPin === inputs.pin) {
        return bringUp(session, declared, options);
    }
    // The number still has the PIN that was proved: it registers with that one, and gets the new
    // one afterwards, which is free.
    try {
        await bringUp(session, { ...declared, pin: provedPin }, options);
    } catch (failure) {
        if (!isPinMismatch(failure)) throw failure;
        return bringUp(session, declared, options);
    }
    await session.setPin(inputs.pin);
}

function isPinMismatch(failure: unknown): boolean {
    const graphError = failure instanceof OperationFailure ? failure.graphError : undefined;
    return graphError?.graphCode === PIN_MISMATCH;
}

function migrates(olds: RegistrationState, { backup }: RegistrationInputs): boolean {
    return backup !== undefined && isMigrating(olds);
}

function refuseUnlessInReach(phoneNumberId: string, refusals: readonly Refusal[]): void {
    if (refusals.length === 0) return;
    const attempt = { verb: "update", phoneNumberId };
    throw new OperationFailure("preflight", sentence(attempt, describeRefusals(refusals)));
}

function mustSave({ ledger, hasTakenEffect }: NumberSession): boolean {
    return hasTakenEffect || ledger.hasSent("register") || ledger.hasSent("deregister");
}

/** Says whether only names differ, which say whom to ask and with what, and change nothing. */
function isOnNamesOnly(updates: readonly string[]): boolean {
    const isName = (property: string): boolean => property === "wabaId" || property === "tokenName";
    return updates.length > 0 && updates.every(isName);
}

function renamed(olds: RegistrationState, inputs: RegistrationInputs): RegistrationState {
    return withoutUndefined({
        ...olds,
        wabaId: inputs.wabaId ?? olds.wabaId,
        tokenName: inputs.tokenName,
        __declaredWabaId: inputs.wabaId,
        __urn: inputs.__urn,
        __provider: inputs.__provider,
    });
}
