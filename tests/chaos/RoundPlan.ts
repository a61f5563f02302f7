/** What people do to a program between two runs. */
export const changes = [
    "none",
    "region",
    "PIN",
    "rename",
    "region and PIN",
    "rename and region",
    "rename and PIN",
    "swap",
    "put back",
    "drop",
    "add",
    "taint",
] as const;

/** One of them. */
export type ProgramChange = (typeof changes)[number];

/** The commands that are typed. */
export const commandNames = ["up", "up --refresh", "refresh", "up --target", "destroy"] as const;

/** One of them. */
export type CommandName = (typeof commandNames)[number];

/** How a run is stopped, if it is. */
export const stopKinds = [
    "engine killed",
    "process group killed",
    "everything killed",
    "provider killed",
    "one interrupt",
    "two interrupts",
] as const;

/** One of them. */
export type StopKind = (typeof stopKinds)[number];

/** When a run is stopped: after a number of its requests, or some time after its start. */
export type Moment = { readonly requests: number } | { readonly ms: number };

/** A stop of a run. */
export interface Stop {
    readonly kind: StopKind;
    readonly at: Moment;
}

/** A change of the program, and the run after it. */
export interface Step {
    readonly change: ProgramChange;
    /** Chooses what is changed and targeted. It is taken modulo the number of choices. */
    readonly subject: number;
    /** Chooses the new value. */
    readonly value: number;
    readonly command: CommandName;
    readonly stop: Stop | undefined;
}

/** A round: everything in it that chance decides. */
export interface RoundPlan {
    /** Chooses the place of each number at the start. */
    readonly places: readonly number[];
    readonly steps: readonly Step[];
}
