import type { RegisteredGoal } from "../decisions/Goal";
import { outputsOf } from "../decisions/outputsOf";
import type { RegistrationInputs, RegistrationState } from "../decisions/RegistrationState";
import { savedAfter, type Saving } from "../decisions/savedAfter";
import { PartialStateError } from "../host/PartialStateError";
import type { Stop } from "../decisions/Step";
import type { NumberRun } from "./NumberRun";
import { type Operation, OperationFailure } from "./Operation";

/** A change of one number: what `create` and `update` have in common. */
export interface NumberChange {
    readonly operation: Operation;
    readonly run: NumberRun;
    readonly goal: RegisteredGoal;
    readonly inputs: RegistrationInputs;
    /** The outputs before, if there are any. */
    readonly olds: RegistrationState | undefined;
    /** Says at the end what was done. */
    readonly sayDone: (how: "asWanted" | "ignored") => Promise<void>;
}

/**
 * Carries out a change, and returns the outputs to store.
 *
 * @throws a `PartialStateError` with the outputs if the run sent something that the state must
 * record, whatever ended the run. Otherwise the error that ended the run.
 */
export async function carryOut(change: NumberChange): Promise<RegistrationState> {
    const { operation, run, goal, inputs } = change;
    const { phoneNumberId } = inputs;
    try {
        await change.sayDone(await run.reach(goal));
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const stop = error instanceof OperationFailure ? error.stop : undefined;
        if (stop !== undefined && isToBeLeft(change, stop)) {
            operation.memory.noteLeft(inputs.__urn);
            await operation.log("warning", `LEFT AS IT IS: ${message}`, inputs.__urn);
            return withRefusal(outputsOf(run.known, inputs, savingOf(change)), change.olds);
        }
        const state = savedAfter({ known: run.known, stop, message }, savingOf(change));
        if (state === undefined) throw error;
        throw new PartialStateError(phoneNumberId, { ...state }, message);
    }
    return outputsOf(run.known, inputs, savingOf(change));
}

/** A number that is new to the stack always fails: it may replace a number that is deleted afterwards. */
function isToBeLeft({ operation, run, olds }: NumberChange, stop: Stop): boolean {
    const isUntouched = olds !== undefined && run.known.run.sent.length === 0;
    return isUntouched && operation.goesOnAfter(stop);
}

/** Keeps the remembered refusal: the resource still differs from what is declared. */
function withRefusal(state: RegistrationState, olds: NumberChange["olds"]): RegistrationState {
    return olds?.refusal === undefined ? state : { ...state, refusal: olds.refusal };
}

function savingOf({ operation, run, goal, inputs, olds }: NumberChange): Saving {
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
