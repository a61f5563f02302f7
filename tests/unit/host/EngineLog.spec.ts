import assert from "node:assert/strict";

import * as grpc from "@grpc/grpc-js";
import * as engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb";
import type * as engineMessages from "@pulumi/pulumi/proto/engine_pb";
import * as emptyMessages from "google-protobuf/google/protobuf/empty_pb";

import { EngineLog, type LogKind } from "../../../provider/src/host/EngineLog";

interface Received {
    readonly severity: number;
    readonly message: string;
    readonly urn: string;
    readonly ephemeral: boolean;
}

/** An engine that only accepts log lines. */
async function startEngine(
    received: Received[],
): Promise<{ server: grpc.Server; address: string }> {
    const server = new grpc.Server();
    const definition = (engineGrpc as unknown as { EngineService: grpc.ServiceDefinition })
        .EngineService;
    const log: grpc.handleUnaryCall<engineMessages.LogRequest, emptyMessages.Empty> = (
        { request },
        callback,
    ) => {
        received.push({
            severity: request.getSeverity(),
            message: request.getMessage(),
            urn: request.getUrn(),
            ephemeral: request.getEphemeral(),
        });
        callback(null, new emptyMessages.Empty());
    };
    server.addService({ log: definition["log"] } as grpc.ServiceDefinition, { log });
    const port = await new Promise<number>((resolve, reject) => {
        const credentials = grpc.ServerCredentials.createInsecure();
        server.bindAsync("127.0.0.1:0", credentials, (error, bound) => {
            if (error === null) resolve(bound);
            else reject(error);
        });
    });
    return { server, address: `127.0.0.1:${port}` };
}

/** The text that is written to standard error meanwhile. */
async function standardErrorOf(task: () => Promise<void>): Promise<string> {
    const write = process.stderr.write.bind(process.stderr);
    let text = "";
    process.stderr.write = (chunk: string | Uint8Array): boolean => {
        text += chunk.toString();
        return true;
    };
    try {
        await task();
    } finally {
        process.stderr.write = write;
    }
    return text;
}

describe("EngineLog", () => {
    it("hands lines to the engine with severity and resource", async () => {
        const received: Received[] = [];
        const { server, address } = await startEngine(received);
        const log = new EngineLog(address);
        const severities: readonly LogKind[] = ["debug", "info", "warning", "error", "progress"];
        for (const severity of severities) await log.log(severity, `a ${severity}`, "urn:x");
        await log.log("info", "without a resource", undefined);
        server.forceShutdown();
        assert.deepEqual(
            received.map(({ severity, urn, ephemeral }) => [severity, urn, ephemeral]),
            [
                [0, "urn:x", false],
                [1, "urn:x", false],
                [2, "urn:x", false],
                [3, "urn:x", false],
                [1, "urn:x", true],
                [1, "", false],
            ],
        );
        assert.equal(received[2]?.message, "a warning");
    });

    it("writes to standard error where there is no engine, debug lines left out", async () => {
        for (const address of ["", "--version", "127.0.0.1:1"]) {
            const text = await standardErrorOf(async () => {
                const log = new EngineLog(address);
                await log.log("warning", "mind this", "urn:x");
                await log.log("debug", "nobody needs this", "urn:x");
            });
            assert.equal(text, "warning: mind this\n", address);
        }
    });
});
