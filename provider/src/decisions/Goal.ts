import type { OnPremisesBackup } from "../graph/registration";
import type { WantedStorage } from "../graph/settings";
import type { Knowledge } from "./Knowledge";
import type { MarkOf } from "./refusalMemory";
import type { Step, Stop } from "./Step";
import type { ConfiguredRecipe } from "./storage";

/** The state that a run wants for a number. */
export type Goal = RegisteredGoal | DeregisteredGoal | PinGoal | KnownGoal;

/** The number registered as declared. */
export interface RegisteredGoal {
    readonly kind: "registered";
    readonly pin: string;
    readonly storage: WantedStorage;
    /** The declared backup. It is sent only if a migration is due. */
    readonly backup?: OnPremisesBackup | undefined;
    readonly backupMark?: string | undefined;
    /** This stack manages the number: Pulumi passed its outputs, or the journal says so. */
    readonly isOurs: boolean;
    /** The run may take down a registered number to change its storage: `create` only. */
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

/** What a decision depends on, besides the number and the goal. */
export interface Circumstances {
    readonly now: Date;
    /** How long the run looks for the effect of a write. */
    readonly settleTimeoutMs: number;
    readonly recipe: ConfiguredRecipe;
    /** A person forces this number in this run, despite the reasons against it. */
    readonly isForced: boolean;
    /** The configured version of the Graph API, if Meta has ended it. */
    readonly endedVersion?: { readonly version: string; readonly endsAt: string } | undefined;
    /** Another number that this run took down and that did not come back. */
    readonly stranded?: string | undefined;
    /** The engine is gone, so nobody receives the results. */
    readonly isEngineGone: boolean;
    /** Somebody interrupted the operation. Default: nobody did. */
    readonly isCancelled?: boolean;
    readonly markOf: MarkOf;
    /** The rules to use instead of all rules. Tests remove rules one by one. */
    readonly rules?: readonly Rule[];
}

/** Everything that a rule looks at. */
export interface RuleView {
    readonly known: Knowledge;
    readonly goal: Goal;
    readonly at: Circumstances;
}

/** One rule that decides what comes next. Its name is a sentence that says what it does. */
export interface Rule {
    readonly name: string;
    readonly decide: (view: RuleView) => Decision | undefined;
}

/** What comes next. */
export type Decision =
    | {
          readonly kind: "step";
          readonly step: Step;
          /** The step takes a registered number down, or prepares that. Only one number at a time. */
          readonly takesDown?: boolean;
      }
    | { readonly kind: "done"; readonly how: "asWanted" | "ignored" }
    | { readonly kind: "stop"; readonly stop: Stop };
