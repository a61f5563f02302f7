import { GRPC_STATUS_UNKNOWN, initFailureMetadata } from "./initFailure";
import { quietError } from "./quietError";
import { type LoadModule, requireFromPulumi } from "./requireFromPulumi";

/** What the state keeps after a failed reading. */
export interface UnhealthyReading {
    readonly phoneNumberId: string;
    readonly props: Readonly<Record<string, unknown>>;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly reason: string;
}

/** An error with the reading that failed, so that a native plugin can pack it in its own way. */
export type UnhealthyReadError = Error & { readonly reading: UnhealthyReading };

/** Says whether an error reports an unhealthy reading. */
export function isUnhealthyReadError(error: unknown): error is UnhealthyReadError {
    return error instanceof Error && "reading" in error;
}

/**
 * Tells the engine that a resource could not be read but is still there: a refresh warns, keeps
 * the state as it was and goes on with the other resources (`RefreshStep` in the engine's
 * `step.go`). Pulumi's provider process packs these details for `create` and `update` only, so
 * `read` packs them itself, as gRPC metadata on the error.
 */
export function unhealthyReadError(
    reading: UnhealthyReading,
    load: LoadModule = requireFromPulumi,
): UnhealthyReadError {
    const { phoneNumberId: id, props: properties, inputs, reason } = reading;
    const error = Object.assign(quietError(reason), { reading });
    try {
        const metadata = initFailureMetadata({ id, properties, inputs, reason }, load);
        return Object.assign(error, { code: GRPC_STATUS_UNKNOWN, metadata });
    } catch {
        // Without the modules of Pulumi's protocol the refresh ends here, and says why it does.
        return error;
    }
}
