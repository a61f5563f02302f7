import type { LoadModule } from "./requireFromPulumi";
import { sealed } from "./secrets";

// gRPC's status "unknown"; the details beside it are what the engine decides on.
export const GRPC_STATUS_UNKNOWN = 2;

/** A resource that is there and is not as it should be, and what the state is to hold of it. */
export interface InitFailure {
    readonly id: string;
    readonly properties: Readonly<Record<string, unknown>>;
    /** Of a reading. */
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly reason: string;
}

/**
 * The failure as the engine looks for it beside an error: gRPC metadata with packed details
 * (`ErrorResourceInitFailed` of Pulumi's protocol). A PIN goes out marked as secret.
 *
 * @param load - where the protocol's modules come from.
 */
export function initFailureMetadata(
    failure: InitFailure,
    load: LoadModule,
): import("@grpc/grpc-js").Metadata {
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
    detail.setId(failure.id);
    detail.setProperties(struct(failure.properties, load));
    if (failure.inputs !== undefined) detail.setInputs(struct(failure.inputs, load));
    detail.setReasonsList([failure.reason]);
    const packed = new Any();
    packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const answer = new status.Status();
    answer.setCode(GRPC_STATUS_UNKNOWN);
    answer.setMessage(failure.reason);
    answer.addDetails(packed);
    const metadata = new Metadata();
    metadata.add("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
    return metadata;
}

function struct(
    values: Readonly<Record<string, unknown>>,
    load: LoadModule,
): import("google-protobuf/google/protobuf/struct_pb").Struct {
    const { Struct } = load(
        "google-protobuf/google/protobuf/struct_pb.js",
    ) as typeof import("google-protobuf/google/protobuf/struct_pb");
    return Struct.fromJavaScript(sealed(values) as Parameters<typeof Struct.fromJavaScript>[0]);
}
