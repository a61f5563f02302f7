import * as grpc from "@grpc/grpc-js";
import * as engineServices from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as engineMessages from "@pulumi/pulumi/proto/engine_pb";
import * as providerMessages from "@pulumi/pulumi/proto/provider_pb";
import * as statusMessages from "@pulumi/pulumi/proto/status_pb";
import * as anyMessages from "google-protobuf/google/protobuf/any_pb";
import * as structMessages from "google-protobuf/google/protobuf/struct_pb";

const modules: ReadonlyMap<string, unknown> = new Map<string, unknown>([
    ["@grpc/grpc-js", grpc],
    ["@pulumi/pulumi/proto/engine_grpc_pb", engineServices],
    ["@pulumi/pulumi/proto/engine_pb", engineMessages],
    ["@pulumi/pulumi/proto/provider_pb", providerMessages],
    ["@pulumi/pulumi/proto/status_pb", statusMessages],
    ["google-protobuf/google/protobuf/any_pb.js", anyMessages],
    ["google-protobuf/google/protobuf/struct_pb.js", structMessages],
]);

/** Returns the modules of Pulumi's protocol that are part of the plugin's one file. */
export function protocolModule(request: string): unknown {
    const found = modules.get(request);
    if (found === undefined) throw new Error(`the plugin has no module ${request}`);
    return found;
}
