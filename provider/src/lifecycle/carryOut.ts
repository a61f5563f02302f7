import { withoutUndefined } from "../graph/jsonObject";
import { remembered, type NewRefusal, type RefusedOutcome } from "../decisions/refusalMemory";
import { PartialStateError } from "../host/PartialStateError";
import type { NumberSession } from "./NumberSession";
import type { Operation } from "./Operation";
import { OperationFailure } from "./OperationFailure";
import { retryOf } from "./preflight";
import type { RegistrationInputs, RegistrationState } from "./RegistrationInputs";
import { stateOf } from "./stateOf";

/** A change of one number: what `create` and `update` have in common. */
export interface Change {
    readonly operation: Operation;
    readonly session: NumberSession;
    readonly inputs: RegistrationInputs;
    /** The outputs before, where there are any. */
    readonly olds: RegistrationState | undefined;
}

/**
 * Carries a change out, one after the other for one number, and answers the outputs to store.
 *
 * @param mustSave - says after a failure whether something was done that the state has to tell.
 * @throws a `PartialStateError` with the outputs where it has to, and the failure itself otherwise.
 */
export async function carryOut(
    change: Change,
    task: () => Promise<void>,
    mustSave: () => boolean,
): Promise<RegistrationState> {
    const { operation, session, inputs, olds } = change;
    const { phoneNumberId } = inputs;
    return operation.turns.take(phoneNumberId, async () => {
        try {
            await task();
        } catch (error) {
            if (!(error instanceof OperationFailure) || !mustSave()) throw error;
            const properties = { ...stateAfterFailure(change, error) };
            throw new PartialStateError(phoneNumberId, properties, error.message);
        }
        return stateOf(session, inputs, { olds, now: operation.host.now() });
    });
}

/**
 * The outputs after a failure: what is true of the number, and what was refused, so that the next
 * run does not send the same thing again too soon.
 */
function stateAfterFailure(change: Change, failure: OperationFailure): RegistrationState {
    const { operation, session, inputs, olds } = change;
    const now = operation.host.now();
    const state = stateOf(session, inputs, { olds, now });
    const outcome = outcomeOf(session, failure);
    const refused = outcome?.kind === "regionNotTaken" ? "region" : session.ledger.lastSent;
    if (outcome === undefined || refused === undefined) {
        return withoutUndefined({ ...state, refusal: olds?.refusal });
    }
    const { localStorageRecipe } = operation.configuration;
    const refusal: NewRefusal = {
        operation: refused,
        outcome,
        message: failure.message,
        retry: retryOf(session, { olds, inputs, now, localStorageRecipe }),
        withProvedPin: session.triedPin !== undefined && session.triedPin !== inputs.pin,
    };
    return withoutUndefined({ ...state, refusal: remembered(refusal, olds?.refusal) });
}

function outcomeOf(
    session: NumberSession,
    { kind, graphError }: OperationFailure,
): RefusedOutcome | undefined {
    if (graphError !== undefined) {
        const { graphCode, metaMessage, metaDetails } = graphError;
        return { kind: "refused", graphCode, words: `${metaMessage} ${metaDetails ?? ""}` };
    }
    if (kind === "region") return session.isRegistered ? { kind: "regionNotTaken" } : undefined;
    return kind === "unknown" ? { kind: "unknown" } : undefined;
}
