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
import type { Truth } from "./Meta";
import type { Operation, World } from "./World";

/** One run with the number, as far as it has come. */
export interface Run {
    readonly world: World;
    readonly operation: Operation;
    readonly rules: readonly Rule[];
    readonly goal: Goal;
    /** What is declared; none for a destroy or a refresh. */
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
    readonly facts: Facts;
}

/** What the properties look at besides the knowledge, which may be wrong. */
export interface Facts {
    /** A write left. */
    readonly hasSent: boolean;
    /** A request that counts left after the last reading of the number. */
    readonly hasSentSinceReading: boolean;
    readonly isLastReadingLate: boolean;
    readonly isLastStorageReadingLate: boolean;
    /** Meta took a PIN, or a reading showed that there is none. */
    readonly isPinProved: boolean;
    /** A deregistration took a registered number down. */
    readonly hasTakenDown: boolean;
    readonly registrations: number;
    /** The last attempts that Meta refused, or did not answer. */
    readonly refused: readonly Attempt[];
    readonly toldBlocksMs: World["toldBlocksMs"];
    /** A deregistration was finished that had been incomplete. */
    readonly hasFinished: boolean;
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
export function markOf({ pin, storage, recipe }: Attempt): string {
    return JSON.stringify([pin, storage, recipe]);
}

/** What decisions depend on in a run. */
export function circumstancesOf({
    nowMs,
    world,
    rules,
}: Pick<Run, "nowMs" | "world" | "rules">): Circumstances {
    return {
        now: new Date(nowMs),
        settleTimeoutMs: SETTLE_MS,
        recipe: world.recipe,
        isForced: false,
        isEngineGone: false,
        markOf,
        rules,
    };
}
