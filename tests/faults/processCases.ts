import type { StepLetter } from "./FaultClass";

/** How an operation with real processes is stopped. */
export const stops = [
    "one interrupt",
    "two interrupts",
    "the provider killed",
    "the engine killed",
] as const;

/** One of them. */
export type Stop = (typeof stops)[number];

/** An operation whose processes are stopped. */
export interface ProcessOperation {
    readonly name: "create" | "move" | "PIN change" | "delete";
    /** The call of the provider that is stopped. */
    readonly method: "Create" | "Update" | "Delete";
    /** Its writes, in the order in which they are sent. */
    readonly writes: readonly StepLetter[];
}

const operations: readonly ProcessOperation[] = [
    { name: "create", method: "Create", writes: ["W", "R"] },
    { name: "move", method: "Create", writes: ["P", "D", "W", "R"] },
    { name: "PIN change", method: "Update", writes: ["P"] },
    { name: "delete", method: "Delete", writes: ["D"] },
];

/** A stop at the moment at which a write has reached Meta. */
export interface ProcessCase {
    readonly name: string;
    readonly operation: ProcessOperation;
    readonly letter: StepLetter;
    readonly stop: Stop;
    /** Whether the write takes effect. If the provider finishes the write, it always does. */
    readonly hasEffect: boolean;
}

/**
 * Every stop at every write. If nobody waits for the answer, once with and once without an effect.
 */
export function processCases(): readonly ProcessCase[] {
    return operations.flatMap((operation) =>
        operation.writes.flatMap((letter) =>
            stops.flatMap((stop) => {
                const isFinished = stop === "one interrupt" || stop === "the engine killed";
                return (isFinished ? [true] : [true, false]).map((hasEffect) => ({
                    name: `${operation.name}: ${stop} at ${letter}, ${hasEffect ? "with" : "without"} effect`,
                    operation,
                    letter,
                    stop,
                    hasEffect,
                }));
            }),
        ),
    );
}
