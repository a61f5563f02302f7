import { withoutUndefined } from "../graph/jsonObject";
import { backupToSend } from "../decisions/backup";
import type { Plan } from "../decisions/budget";
import { changesBetween } from "../decisions/changesBetween";
import { describeRefusals, refusalsToRegister, type Refusal } from "../decisions/refusals";
import { isRegistered } from "../decisions/registrationStatus";
import { wantedStorage } from "../decisions/wantedStorage";
import { verifyStorage } from "./bringUp";
import { bringUpByPin, provedPin } from "./bringUpByPin";
import { carryOut, type Change } from "./carryOut";
import type { NumberSession } from "./NumberSession";
import { openSession } from "./openSession";
import type { Operation } from "./Operation";
import { OperationFailure, sentence } from "./OperationFailure";
import { refuseRemembered, refuseUnlessSafe } from "./preflight";
import {
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
    const backup = backupToSend(reading, inputs.backup, olds);
    refuseUnlessInReach(inputs.phoneNumberId, refusalsToRegister(reading, backup !== undefined));
    if (!isRegistered(reading)) {
        // Drift that the program ignores is reported, not mended.
        if (inputs.registered === false) return sayIgnored({ operation, session, olds, inputs });
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
    const { registeredAt, phoneNumber } = session;
    // Registered it reads either way: only the name tells whether a lost request was taken.
    if (registeredAt !== undefined || phoneNumber?.newNameStatus !== "APPROVED") return;
    const cause =
        "no answer came, and the display name still waits. It may still take effect. Run again: " +
        "the next run reads the number before it sends anything";
    throw new OperationFailure("unknown", sentence(session.attempt("register"), cause));
}

async function sayIgnored({ operation, inputs }: Mending): Promise<void> {
    const text =
        "the number is not registered, which the program ignores: nothing was sent, and what is " +
        "declared of it waits";
    await operation.log("warning", text, inputs.__urn);
}

/** Brings back a number that is declared and down; the last registration may be used for it. */
async function repair({ operation, session, olds, inputs }: Mending): Promise<void> {
    const plan: Plan = { register: 1, deregister: 0, bringsBack: true };
    refuseUnlessSafe(operation, session, { verb: "register", plan, refusals: [] });
    refuseRemembered(operation, session, { olds, inputs });
    const configuredRecipe = operation.configuration.localStorageRecipe;
    const options = { configuredRecipe, bringsBack: true, trustsReading: true };
    refuseWithoutBackup({ operation, session, olds, inputs });
    const declared = {
        pin: inputs.pin,
        storage: wantedStorage(inputs),
        backup: backupToSend(session.phoneNumber ?? {}, inputs.backup, olds),
    };
    await bringUpByPin(session, declared, { ...options, provedPin: provedPin(olds) });
}

/** A migration that was begun is not ended without its backup, which Meta may have taken half. */
function refuseWithoutBackup({ operation, olds, inputs }: Mending): void {
    const { phoneNumberId, backup } = inputs;
    if (olds.__migrating !== true || backup !== undefined) return;
    if (operation.isForced(phoneNumberId)) return;
    const cause =
        "its migration from the On-Premises API was begun and has not ended, and no backup is " +
        "declared any more. Declare it again; where the number was deleted and added anew, set " +
        `WHATSAPP_FORCE=${phoneNumberId} to register it without one`;
    throw new OperationFailure("preflight", sentence({ verb: "register", phoneNumberId }, cause));
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
