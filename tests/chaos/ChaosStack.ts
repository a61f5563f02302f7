import type { Declared } from "./Declared";
import type { CommandName, StopKind } from "./RoundPlan";

/** A command, with its target. */
export interface Command {
    readonly name: CommandName;
    /** The name of the only resource that the command may touch. */
    readonly target?: string;
}

/** How to stop a run, when a promise settles. */
export interface StopOrder {
    readonly kind: StopKind;
    readonly when: Promise<unknown>;
}

/** The result of a run. */
export interface Run {
    /** Undefined if the engine was killed. */
    readonly exitCode: number | undefined;
    readonly output: string;
}

/** A resource in the state. */
export interface StoredNumber {
    readonly name: string;
    readonly phoneNumberId: string;
}

/** The content of the state. */
export interface StoredState {
    /** The registrations, also those that wait for their deletion. */
    readonly numbers: readonly StoredNumber[];
    readonly pendingOperations: number;
}

/** The commands that the page on stopped runs names, besides the usual operations. */
export const commandsOfRepair = {
    unlock: "pulumi cancel --yes",
    clearPending: "pulumi refresh --yes --clear-pending-creates",
    restoreState: "cp .pulumi/stacks/numbers/dev.json.bak .pulumi/stacks/numbers/dev.json",
    removeAttributes: "rm .pulumi/stacks/numbers/dev.json.attrs",
} as const;

/** A stack of the program of declared numbers, whose runs can be stopped at any moment. */
export interface ChaosStack {
    /** Sets what the program declares from now on. */
    declare(numbers: readonly Declared[]): void;
    /** Runs a command to its end, or to its stop. `force` repeats a refused request. */
    run(command: Command, options?: RunOptions): Promise<Run>;
    /** Waits for processes that a stop left running. Returns how many had to be killed. */
    settle(): Promise<number>;
    /** Marks a resource so that the next update replaces it without a diff. */
    taint(name: string): Promise<Run>;
    /**
     * Types another command, as a page writes it. Undefined if the engine does not know it.
     *
     * @param command - one of `commandsOfRepair`, or an operation with `--yes`
     */
    type(command: string): Promise<Run | undefined>;
    /** The stored state; undefined if the file cannot be read. */
    stored(): StoredState | undefined;
    /** The folders with everything that engine and provider left on disk, by their content. */
    readonly folders: Readonly<Record<string, string>>;
    /** Ends all processes that still run and removes the state. */
    close(): Promise<void>;
}

/** How a run is run. */
export interface RunOptions {
    readonly stop?: StopOrder | undefined;
    /** Ids for `WHATSAPP_FORCE`. */
    readonly force?: readonly string[];
}
