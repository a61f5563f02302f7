import type { Changes } from "../../provider/src/decisions/changesBetween";
import type { Circumstances, Goal, Rule } from "../../provider/src/decisions/Goal";
import type { JournalEntry } from "../../provider/src/decisions/JournalEntry";
import type { Knowledge } from "../../provider/src/decisions/Knowledge";
import type { Attempt } from "../../provider/src/decisions/refusalMemory";
import type {
    RegistrationInputs,
    RegistrationState,
} from "../../provider/src/decisions/RegistrationState";
import type { Stop } from "../../provider/src/decisions/Step";
import type { Facts } from "./Facts";
import type { Truth } from "./Meta";
import type { Action, World } from "./World";

/** One run with the number, at one moment. */
export interface Run {
    readonly world: World;
    readonly action: Action;
    readonly rules: readonly Rule[];
    readonly goal: Goal;
    /** The declaration; none for a destroy or a refresh. */
    readonly inputs: RegistrationInputs | undefined;
    readonly olds: RegistrationState | undefined;
    readonly changes: Changes | undefined;

    readonly nowMs: number;
    readonly truth: Truth;
    readonly journal: readonly JournalEntry[];
    readonly known: Knowledge;
    readonly letters: string;
    readonly steps: number;
    readonly faults: number;
    /** Readings come late, or not at all, until the next write. */
    readonly lasting: "late" | "cut" | undefined;
    readonly isEngineGone: boolean;
    readonly facts: Facts;
}

/** How a run ended. */
export type End =
    | { readonly kind: "done"; readonly how: "asWanted" | "ignored" }
    | { readonly kind: "stop"; readonly stop: Stop; readonly message: string }
    | { readonly kind: "killed" }
    /** The preview refused it, and nothing was sent. */
    | { readonly kind: "refusedByPreview"; readonly stop: Stop };

/** Settling is so short that at most two readings look for an effect. */
export const SETTLE_MS = 600;

/** Tells attempts apart. */
export function markOf({ pin, storage, recipe, backupMark }: Attempt): string {
    return JSON.stringify([pin, storage, recipe, backupMark]);
}

/** The circumstances of a run that decisions depend on. */
export function circumstancesOf({
    nowMs,
    world,
    rules,
    isEngineGone,
}: Pick<Run, "nowMs" | "world" | "rules" | "isEngineGone">): Circumstances {
    return {
        now: new Date(nowMs),
        settleTimeoutMs: SETTLE_MS,
        recipe: world.recipe,
        isForced: false,
        stranded: world.isAnotherDown ? "another number" : undefined,
        isEngineGone,
        markOf,
        rules,
    };
}
