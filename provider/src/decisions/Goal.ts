import type { OnPremisesBackup } from "../graph/registration";
import type { WantedStorage } from "../graph/settings";
import type { Knowledge } from "./Knowledge";
import type { MarkOf } from "./refusalMemory";
import type { Step, Stop } from "./Step";
import type { ConfiguredRecipe } from "./storage";

/** What is wanted of a number. */
export type Goal = RegisteredGoal | DeregisteredGoal | PinGoal | KnownGoal;

/** The number registered as declared. */
export interface RegisteredGoal {
    readonly kind: "registered";
    readonly pin: string;
    readonly storage: WantedStorage;
    /** The declared backup; it is sent only where a migration is due. */
    readonly backup?: OnPremisesBackup | undefined;
    readonly backupMark?: string | undefined;
    /** This stack manages the number: its outputs were shown, or the journal says so. */
    readonly isOurs: boolean;
    /** A registered number may be taken down to get other storage: `create` only. */
    readonly mayMove: boolean;
    /** The program does not ignore that the number is not registered. */
    readonly repairs: boolean;
    /** The program does not ignore a display name that waits. */
    readonly takesName: boolean;
    /** What is being done, for messages: `register` for a create, `update`. */
    readonly verb: "register" | "update";
}

/** The number deregistered. */
export interface DeregisteredGoal {
    readonly kind: "deregistered";
}

/** A registered number with this PIN, and nothing else changed. */
export interface PinGoal {
    readonly kind: "pin";
    readonly pin: string;
}

/** The number known as it is. */
export interface KnownGoal {
    readonly kind: "known";
    readonly readsStorage: boolean;
}

/** What a decision depends on besides the number and what is wanted of it. */
export interface Circumstances {
    readonly now: Date;
    /** How long a write that does not show yet is looked for. */
    readonly settleTimeoutMs: number;
    readonly recipe: ConfiguredRecipe;
    /** A person asked for this number in this run, in spite of what stands against it. */
    readonly isForced: boolean;
    /** The configured version of the Graph API, where Meta has ended it. */
    readonly endedVersion?: { readonly version: string; readonly endsAt: string } | undefined;
    /** Another number that was taken down in this run and did not come back. */
    readonly stranded?: string | undefined;
    /** The engine is gone, so that nobody hears of what is done. */
    readonly isEngineGone: boolean;
    /** Somebody interrupted the operation. Default: nobody did. */
    readonly isCancelled?: boolean;
    readonly markOf: MarkOf;
    /** Rules to decide by in place of all; tests take them away one by one. */
    readonly rules?: readonly Rule[];
}

/** All that a rule looks at. */
export interface RuleView {
    readonly known: Knowledge;
    readonly goal: Goal;
    readonly at: Circumstances;
}

/** One rule of what comes next, and the sentence that it stands for. */
export interface Rule {
    readonly name: string;
    readonly decide: (view: RuleView) => Decision | undefined;
}

/** What comes next. */
export type Decision =
    | {
          readonly kind: "step";
          readonly step: Step;
          /** It takes a registered number down, or prepares that: one number at a time. */
          readonly takesDown?: boolean;
      }
    | { readonly kind: "done"; readonly how: "asWanted" | "ignored" }
    | { readonly kind: "stop"; readonly stop: Stop };
