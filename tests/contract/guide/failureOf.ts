import assert from "node:assert/strict";

import { plain } from "../lifecycle/Rig";

/** A failed operation, as the engine sees it. */
export interface Failure {
    /** The text that the user reads. */
    readonly message: string;
    /** The partial state with secrets in plain text; undefined for an error that saves nothing. */
    readonly properties: Readonly<Record<string, unknown>> | undefined;
    /** The error itself. */
    readonly error: Error;
}

/**
 * Waits for an operation that must fail.
 *
 * @param task - the operation
 */
export async function failureOf(task: Promise<unknown>): Promise<Failure> {
    const outcome: unknown = await task.then(
        () => "success",
        (error: unknown) => error,
    );
    assert.ok(outcome instanceof Error, "the operation has to fail");
    return { message: outcome.message, properties: savedBy(outcome), error: outcome };
}

function savedBy(error: Error): Failure["properties"] {
    if (!("properties" in error)) return undefined;
    return plain(error.properties as Record<string, unknown>);
}
