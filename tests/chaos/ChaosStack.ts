import type { Declared } from "./Declared";
import type { CommandName, StopKind } from "./RoundPlan";

/** What is typed, with its target. */
export interface Command {
    readonly name: CommandName;
    /** The name of the only resource to touch. */
    readonly target?: string;
}

/** How a run is stopped: at the end of a promise. */
export interface StopOrder {
    readonly kind: StopKind;
    readonly when: Promise<unknown>;
}

/** What a run did. */
export interface Run {
    /** Undefined where the engine was killed. */
    readonly exitCode: number | undefined;
    readonly output: string;
}

/** A resource in the state. */
export interface StoredNumber {
    readonly name: string;
    readonly phoneNumberId: string;
}

/** What the state holds. */
export interface StoredState {
    /** The registrations, those that wait for their deletion too. */
    readonly numbers: readonly StoredNumber[];
    readonly pendingOperations: number;
}

/** What the page on stopped runs has its reader type, beside the usual operations. */
export const commandsOfRepair = {
    unlock: "pulumi cancel --yes",
    clearPending: "pulumi refresh --yes --clear-pending-creates",
    restoreState: "cp .pulumi/stacks/numbers/dev.json.bak .pulumi/stacks/numbers/dev.json",
    removeAttributes: "rm .pulumi/stacks/numbers/dev.json.attrs",
} as const;

/** A stack of the program of declared numbers, whose runs can be stopped at any moment. */
export interface ChaosStack {
    /** What the program declares from now on. */
    declare(numbers: readonly Declared[]): void;
    /** Runs a command to its end, or to its stop; `force` tries again what was refused. */
    run(command: Command, options?: RunOptions): Promise<Run>;
    /** Waits for what a stop left running. Returns how many processes had to be killed. */
    settle(): Promise<number>;
    /** Marks a resource so that the next update replaces it without a diff. */
    taint(name: string): Promise<Run>;
    /**
     * Types another command, as a page has it. Undefined where the engine does not know it.
     *
     * @param command - one of `commandsOfRepair`, or an operation with `--yes`
     */
    type(command: string): Promise<Run | undefined>;
    /** What is stored; undefined where the file cannot be read. */
    stored(): StoredState | undefined;
    /** The folders with everything that engine and provider left on disk, by what they hold. */
    readonly folders: Readonly<Record<string, string>>;
    /** Ends what is left running and removes the state. */
    close(): Promise<void>;
}

/** How a run is run. */
export interface RunOptions {
    readonly stop?: StopOrder | undefined;
    /** Ids for `WHATSAPP_FORCE`. */
    readonly force?: readonly string[];
}
