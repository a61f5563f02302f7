import { PartialStateError } from "../host/PartialStateError";

/**
 * An error as Pulumi's provider process may have it: a message, and nothing that it would take
 * for something else (a `code` becomes a gRPC status, an `id` means "created").
 *
 * Pulumi prints the stack of an error from `check`, `diff`, `read` and `delete`; a person who
 * mistyped a region is not helped by one, so ours carry none.
 */
export function pulumiError(error: unknown): unknown {
    if (error instanceof PartialStateError || isUnhealthyReading(error)) return error;
    const plain = new Error(error instanceof Error ? error.message : String(error));
    plain.stack = "";
    return plain;
}

function isUnhealthyReading(error: unknown): boolean {
    return error instanceof Error && "metadata" in error;
}
