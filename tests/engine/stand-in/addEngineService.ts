import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
    GetRootResourceResponse,
    LogSeverity,
    SetRootResourceResponse,
    type GetRootResourceRequest,
    type LogRequest,
    type SetRootResourceRequest,
} from "@pulumi/pulumi/proto/engine_pb";
import type { sendUnaryData, ServerUnaryCall } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import type { Severity } from "../Engine";
import type { Diagnostics } from "./Diagnostics";
import type { LoopbackServer } from "./LoopbackServer";

const severities = new Map<number, Severity>([
    [LogSeverity.DEBUG, "debug"],
    [LogSeverity.INFO, "info"],
    [LogSeverity.WARNING, "warning"],
    [LogSeverity.ERROR, "error"],
]);

/** Serves the engine's log to program and provider. */
export function addEngineService(server: LoopbackServer, diagnostics: Diagnostics): void {
    let root = "";
    server.addService(EngineService, {
        log(call: ServerUnaryCall<LogRequest, Empty>, done: sendUnaryData<Empty>): void {
            const { request } = call;
            const severity = severities.get(request.getSeverity()) ?? "info";
            diagnostics.add(severity, request.getUrn(), request.getMessage().trimEnd());
            done(null, new Empty());
        },
        getRootResource(
            _call: ServerUnaryCall<GetRootResourceRequest, GetRootResourceResponse>,
            done: sendUnaryData<GetRootResourceResponse>,
        ): void {
            const response = new GetRootResourceResponse();
            response.setUrn(root);
            done(null, response);
        },
        setRootResource(
            call: ServerUnaryCall<SetRootResourceRequest, SetRootResourceResponse>,
            done: sendUnaryData<SetRootResourceResponse>,
        ): void {
            root = call.request.getUrn();
            done(null, new SetRootResourceResponse());
        },
    });
}
