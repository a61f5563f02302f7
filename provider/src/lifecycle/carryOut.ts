import type { RegisteredGoal } from "../decisions/Goal";
import { outputsOf } from "../decisions/outputsOf";
import type { RegistrationInputs, RegistrationState } from "../decisions/RegistrationState";
import { savedAfter, type Saving } from "../decisions/savedAfter";
import { PartialStateError } from "../host/PartialStateError";
import type { NumberRun } from "./NumberRun";
import { type Operation, OperationFailure } from "./Operation";

/** A change of one number: what `create` and `update` have in common. */
export interface Change {
    readonly operation: Operation;
    readonly run: NumberRun;
    readonly goal: RegisteredGoal;
    readonly inputs: RegistrationInputs;
    /** The outputs before, where there are any. */
    readonly olds: RegistrationState | undefined;
    /** Says at the end what was done. */
    readonly sayDone: (how: "asWanted" | "ignored") => Promise<void>;
}

/**
 * Carries a change out, and answers the outputs to store.
 *
 * @throws a `PartialStateError` with the outputs where something was sent that the state has to
 * tell, whatever ended the run, and what ended it otherwise.
 */
export async function carryOut(change: Change): Promise<RegistrationState> {
    const { run, goal, inputs } = change;
    const { phoneNumberId } = inputs;
    try {
        await change.sayDone(await run.reach(goal));
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const stop = error instanceof OperationFailure ? error.stop : undefined;
        const state = savedAfter({ known: run.known, stop, message }, savingOf(change));
        if (state === undefined) throw error;
        throw new PartialStateError(phoneNumberId, { ...state }, message);
    }
    return outputsOf(run.known, inputs, savingOf(change));
}

function savingOf({ operation, run, goal, inputs, olds }: Change): Saving {
    const { host, configuration } = operation;
    return {
        olds,
        inputs,
        goal,
        now: host.now(),
        journalledUntil: run.journalledUntil,
        recipe: configuration.localStorageRecipe,
        markOf: run.markOf,
    };
}
