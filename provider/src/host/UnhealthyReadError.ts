import { quietError } from "./quietError";
import { requireFromPulumi } from "./requireFromPulumi";
import { sealed } from "./secrets";

// gRPC's status "unknown"; the details beside it are what the engine decides on.
const GRPC_STATUS_UNKNOWN = 2;

/** What a reading that failed leaves in the state. */
export interface UnhealthyReading {
    readonly phoneNumberId: string;
    readonly props: Readonly<Record<string, unknown>>;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly reason: string;
}

/**
 * Tells the engine that a resource could not be read but is still there: a refresh warns, keeps
 * the state as it was and goes on with the other resources (`RefreshStep` in the engine's
 * `step.go`). Pulumi's provider process packs these details for `create` and `update` only, so
 * `read` packs them itself, as gRPC metadata on the error.
 */
export function unhealthyReadError(
    reading: UnhealthyReading,
    load: (request: string) => unknown = requireFromPulumi,
): Error {
    const error = quietError(reading.reason);
    try {
        const metadata = packedDetails(reading, load);
        return Object.assign(error, { code: GRPC_STATUS_UNKNOWN, metadata });
    } catch {
        // Without the modules of Pulumi's protocol the refresh ends here, and says why it does.
        return error;
    }
}

function packedDetails(reading: UnhealthyReading, load: (request: string) => unknown): unknown {
    const { Metadata } = load("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
    const provider = load(
        "@pulumi/pulumi/proto/provider_pb",
    ) as typeof import("@pulumi/pulumi/proto/provider_pb");
    const status = load(
        "@pulumi/pulumi/proto/status_pb",
    ) as typeof import("@pulumi/pulumi/proto/status_pb");
    const { Any } = load(
        "google-protobuf/google/protobuf/any_pb.js",
    ) as typeof import("google-protobuf/google/protobuf/any_pb");

    const detail = new provider.ErrorResourceInitFailed();
    detail.setId(reading.phoneNumberId);
    detail.setProperties(struct(reading.props, load));
    detail.setInputs(struct(reading.inputs, load));
    detail.setReasonsList([reading.reason]);
    const packed = new Any();
    packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const answer = new status.Status();
    answer.setCode(GRPC_STATUS_UNKNOWN);
    answer.setMessage(reading.reason);
    answer.addDetails(packed);
    const metadata = new Metadata();
    metadata.add("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
    return metadata;
}

function struct(
    values: Readonly<Record<string, unknown>>,
    load: (request: string) => unknown,
): import("google-protobuf/google/protobuf/struct_pb").Struct {
    const { Struct } = load(
        "google-protobuf/google/protobuf/struct_pb.js",
    ) as typeof import("google-protobuf/google/protobuf/struct_pb");
    return Struct.fromJavaScript(sealed(values) as Parameters<typeof Struct.fromJavaScript>[0]);
}
