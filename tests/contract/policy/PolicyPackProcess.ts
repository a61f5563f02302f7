import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";

import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
    AnalyzerResourceOptions,
    AnalyzeRequest,
    type AnalyzeResponse,
    type AnalyzerInfo,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A violation, as Pulumi receives it. */
export interface Violation {
    readonly policyName: string;
    readonly message: string;
}

/**
 * A policy pack in a process of its own. It is started as Pulumi's language host starts it: by
 * `run-policy-pack` of the `@pulumi/pulumi` that the pack's folder finds, in that folder.
 */
export class PolicyPackProcess {
    readonly #process: ChildProcess;
    readonly #client: AnalyzerClient;

    private constructor(child: ChildProcess, port: string) {
        this.#process = child;
        this.#client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
    }

    static async start(folder: string): Promise<PolicyPackProcess> {
        const { resolve } = createRequire(path.join(folder, "PulumiPolicy.yaml"));
        const run = resolve("@pulumi/pulumi/cmd/run-policy-pack");
        // It connects to no engine, because it logs nothing.
        const child = spawn(process.execPath, [run, "127.0.0.1:1", folder], {
            cwd: folder,
            stdio: ["ignore", "pipe", "inherit"],
        });
        const lines = createInterface({ input: child.stdout });
        const port = await Promise.race([
            once(lines, "line").then(([line]) => String(line)),
            once(child, "exit").then(([code]) => {
                throw new Error(`the policy pack ended with ${String(code)}`);
            }),
        ]);
        return new PolicyPackProcess(child, port);
    }

    /** What the pack says about itself and its rules. */
    info(): Promise<AnalyzerInfo.AsObject> {
        return new Promise((resolve, reject) => {
            this.#client.getAnalyzerInfo(new Empty(), (error, info) => {
                if (error === null) resolve(info.toObject());
                else reject(error);
            });
        });
    }

    /** What the pack finds wrong with a registration that has these inputs and no `protect`. */
    async violationsOf(inputs: Readonly<Record<string, string>>): Promise<readonly Violation[]> {
        const type = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";
        const request = new AnalyzeRequest();
        request.setType(type);
        request.setName("main");
        request.setUrn(`urn:pulumi:dev::numbers::${type}::main`);
        request.setProperties(Struct.fromJavaScript(inputs));
        request.setOptions(new AnalyzerResourceOptions());
        const response = await new Promise<AnalyzeResponse>((resolve, reject) => {
            this.#client.analyze(request, (error, answer) => {
                if (error === null) resolve(answer);
                else reject(error);
            });
        });
        return response
            .getDiagnosticsList()
            .map((item) => ({ policyName: item.getPolicyname(), message: item.getMessage() }));
    }

    async close(): Promise<void> {
        this.#client.close();
        const ended = once(this.#process, "exit");
        this.#process.kill();
        await ended;
    }
}
