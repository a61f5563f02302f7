import { readFileSync } from "node:fs";

import { parse } from "yaml";

type Texts = Readonly<Record<string, string>>;

/** A step of a job in a workflow's file. */
export interface StepFile {
    readonly id?: string;
    readonly name?: string;
    readonly if?: string;
    readonly uses?: string;
    readonly with?: Readonly<Record<string, string | number | boolean>>;
    readonly run?: string;
    readonly env?: Texts;
    readonly shell?: string;
    readonly "continue-on-error"?: boolean;
    readonly "timeout-minutes"?: number;
}

/** A job in a workflow's file. */
export interface JobFile {
    readonly needs?: string;
    readonly if?: string;
    readonly uses?: string;
    readonly secrets?: string;
    readonly env?: Texts;
    readonly outputs?: Texts;
    readonly environment?: string;
    readonly permissions?: Texts;
    readonly concurrency?: Readonly<Record<string, unknown>>;
    readonly "runs-on"?: string;
    readonly "timeout-minutes"?: number;
    readonly steps?: readonly StepFile[];
}

/** A workflow's file. */
export interface WorkflowFile {
    readonly on: Readonly<Record<string, unknown>>;
    readonly env?: Texts;
    readonly permissions?: Texts;
    readonly concurrency?: Readonly<Record<string, unknown>>;
    readonly defaults?: { readonly run: { readonly shell: string } };
    readonly jobs: Readonly<Record<string, JobFile>>;
}

/** Reads a workflow. */
export function workflowIn(file: string): WorkflowFile {
    return parse(readFileSync(file, "utf8")) as WorkflowFile;
}
