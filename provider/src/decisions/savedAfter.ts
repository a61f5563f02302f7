import { withoutUndefined } from "../graph/jsonObject";
import { type MarkOf, type NewRefusal, remembered } from "./refusalMemory";
import type { RegisteredGoal } from "./Goal";
import type { Stop } from "./Step";
import type { Knowledge } from "./Knowledge";
import { type Earlier, outputsOf } from "./outputsOf";
import type { RegistrationInputs, RegistrationState } from "./RegistrationState";
import { readingText } from "./registrationStatus";
import type { ConfiguredRecipe } from "./storage";

/** The end of a run that did not reach its goal. */
export interface Failed {
    readonly known: Knowledge;
    /** Undefined if something other than a decision ended the run. */
    readonly stop: Stop | undefined;
    readonly message: string;
}

/** What else the outputs depend on. */
export interface Saving extends Earlier {
    readonly inputs: RegistrationInputs;
    readonly goal: RegisteredGoal;
    readonly recipe: ConfiguredRecipe;
    readonly markOf: MarkOf;
}

/**
 * The outputs to store after a run that failed: the state of the number, and what was refused, so
 * that the next run does not repeat the request too soon. Undefined if the run did and saw nothing
 * that the outputs must record.
 */
export function savedAfter(failed: Failed, saving: Saving): RegistrationState | undefined {
    if (!mustSave(failed, saving)) return undefined;
    const state = outputsOf(failed.known, saving.inputs, saving);
    return withoutUndefined({ ...state, refusal: refusalAfter(failed, saving) });
}

/** Changed storage of an unregistered number that is new to the stack needs no record. */
function mustSave({ known, stop }: Failed, { goal, olds }: Saving): boolean {
    const { sent, hasTakenEffect } = known.run;
    const isSeenElsewhere =
        !goal.mayMove && stop?.kind === "storageUnproved" && stop.lost === undefined;
    const isNew = olds === undefined && known.registered === "no";
    return sent.length > 0 || isSeenElsewhere || (hasTakenEffect && !isNew);
}

function refusalAfter(
    { known, stop, message }: Failed,
    { goal, recipe, olds, now, markOf }: Saving,
): RegistrationState["refusal"] {
    const { lastTry, sent, givenUp } = known.run;
    const cause = givenUp ?? stop;
    const refused = cause === undefined || sent.length === 0 ? undefined : refusedBy(cause, known);
    if (refused === undefined) return olds?.refusal;
    const refusal: NewRefusal = {
        ...refused,
        message,
        // If no reading has shown the number since, a different reading is no change.
        reading: known.registered === "unknown" ? "" : readingText(known.reading ?? {}),
        attempt: {
            pin: lastTry?.pin ?? goal.pin,
            storage: goal.storage,
            recipe,
            backupMark: lastTry?.backupMark,
        },
        declaredPin: goal.pin,
        now,
        markOf,
    };
    return remembered(refusal, known.refusal);
}

/** What was refused, and how. Undefined if nothing was refused that would be refused again. */
function refusedBy(
    cause: Stop,
    known: Knowledge,
): Pick<NewRefusal, "operation" | "outcome"> | undefined {
    const { lastTry } = known.run;
    switch (cause.kind) {
        case "answered":
            return refusedStep(cause);
        case "storageUnproved":
            if (lastTry === undefined) return undefined;
            return cause.lost === undefined
                ? { operation: "region", outcome: { kind: "regionNotTaken" } }
                : { operation: "register", outcome: { kind: "unknown" } };
        case "storageUnseen":
            // A number that is down does not wait for a write that costs nothing.
            return known.registered === "yes"
                ? { operation: "region", outcome: { kind: "regionNotTaken" } }
                : undefined;
        case "unseen":
            return { operation: cause.operation, outcome: { kind: "unknown" } };
        case "nameUnseen":
            return { operation: "register", outcome: { kind: "unknown" } };
        case "cameBack":
            return refusedBy(cause.first, known);
        case "refused":
            return cause.after === undefined ? undefined : refusedBy(cause.after, known);
        case "pinUnknown":
        case "remembered":
            return undefined;
    }
}

function refusedStep({
    step,
    why,
}: Extract<Stop, { readonly kind: "answered" }>): ReturnType<typeof refusedBy> {
    if (why.kind !== "refused") return undefined;
    const { entry: row, metaMessage, metaDetails = "" } = why.error;
    const outcome = { kind: "refused", row, words: `${metaMessage} ${metaDetails}` } as const;
    const isCounted = step.kind === "register" || step.kind === "deregister";
    return { operation: isCounted ? step.kind : "region", outcome };
}
