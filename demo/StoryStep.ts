import type { Simulator } from "pulumi-whatsapp-simulator";

import type { Outcome, Stack } from "../tests/engine/Engine";

/** One step of the story: what happens, what Pulumi is asked to do, and the expected result. */
export interface StoryStep {
    /** Its name in the table. */
    readonly title: string;
    /** What the reader is told before it runs. */
    readonly told: string;
    /** What somebody else or the user did before. */
    readonly before?: (stage: { readonly simulator: Simulator; readonly stack: Stack }) => void;
    /** The operation. */
    readonly run: (stack: Stack) => Promise<Outcome>;
    /** What Pulumi did, in words for the table. */
    readonly pulumiDid: string;
    readonly expected: Expectation;
}

/** The expected result of a step. */
export interface Expectation {
    /** Whether Pulumi's exit code is 0. */
    readonly succeeds: boolean;
    /** The requests that Meta received, by their letters; empty for none. */
    readonly letters: string;
    /** Whether the number is registered. */
    readonly registered: boolean;
    /** The region of its data at rest; `off` if local storage is off. */
    readonly region: "CH" | "DE" | "off";
    /** A text that Pulumi's output must have. */
    readonly says?: RegExp;
}
