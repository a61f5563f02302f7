import { PartialStateError } from "../host/PartialStateError";
import { quietError } from "../host/quietError";

/**
 * An error as Pulumi's provider process may have it: a message, and nothing that it would take
 * for something else (a `code` becomes a gRPC status, an `id` means "created").
 */
export function pulumiError(error: unknown): unknown {
    if (error instanceof PartialStateError || isUnhealthyReading(error)) return error;
    return quietError(error instanceof Error ? error.message : String(error));
}

function isUnhealthyReading(error: unknown): boolean {
    return error instanceof Error && "metadata" in error;
}
