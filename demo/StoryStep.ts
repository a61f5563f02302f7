import type { Simulator } from "pulumi-whatsapp-simulator";

import type { Outcome, Stack } from "../tests/engine/Engine";

/** One step of the story: what happens, what Pulumi is asked to do, and what must come of it. */
export interface StoryStep {
    /** Its name in the table. */
    readonly title: string;
    /** What the reader is told before it runs. */
    readonly told: string;
    /** What somebody else, or the user, did before. */
    readonly before?: (stage: { readonly simulator: Simulator; readonly stack: Stack }) => void;
    /** The operation. */
    readonly run: (stack: Stack) => Promise<Outcome>;
    /** What Pulumi did, in words for the table. */
    readonly pulumiDid: string;
    readonly expected: Expectation;
}

/** What must be true after a step. */
export interface Expectation {
    /** Whether Pulumi's exit code is 0. */
    readonly succeeds: boolean;
    /** The requests that Meta received, by their letters; empty for none. */
    readonly letters: string;
    /** Whether the number is registered. */
    readonly registered: boolean;
    /** The region of its data at rest; `off` for no local storage. */
    readonly region: "CH" | "DE" | "off";
    /** What a reader of Pulumi's output must find there. */
    readonly says?: RegExp;
}
