import type { LoadModule } from "./requireFromPulumi";

/** The kind of a line: a severity of the engine's, or `progress`, which the engine shows and then removes. */
export type LogKind = "debug" | "info" | "warning" | "error" | "progress";

/** The log of the lifecycle; each line belongs to the resource with that URN. */
export interface ResourceLog {
    /** @param urn - the resource's URN; without one the line is shown on the stack. */
    log(kind: LogKind, message: string, urn: string | undefined): Promise<void>;
}

// A log line is never worth holding up an operation on a number.
const LOG_DEADLINE_MS = 2_000;

type Send = (kind: LogKind, message: string, urn: string) => Promise<void>;

type EngineModules = readonly [
    typeof import("@pulumi/pulumi/proto/engine_grpc_pb"),
    typeof import("@pulumi/pulumi/proto/engine_pb"),
    typeof import("@grpc/grpc-js"),
];

/**
 * Writes to the engine's own log, so that warnings show under the resource's diagnostics.
 *
 * The classes behind it are not documented API of `\@pulumi/pulumi`: where they cannot be loaded or
 * the engine does not answer, lines go to standard error, which the engine shows on the stack.
 */
export class EngineLog implements ResourceLog {
    readonly #address: string;
    readonly #load: LoadModule | undefined;
    #connection: Promise<Send> | undefined;

    /** @param load - where the protocol's modules come from. Default: from `\@pulumi/pulumi`. */
    constructor(address: string, load?: LoadModule) {
        this.#address = address;
        this.#load = load;
    }

    async log(kind: LogKind, message: string, urn: string | undefined): Promise<void> {
        try {
            // One connection, also for lines that come while it is made.
            this.#connection ??= connect(this.#address, this.#load);
            const send = await this.#connection;
            await send(kind, message, urn ?? "");
        } catch {
            if (kind !== "debug") process.stderr.write(`${kind}: ${message}\n`);
        }
    }
}

async function connect(address: string, load: LoadModule | undefined): Promise<Send> {
    if (!/^[^\s/]+:\d+$/.test(address)) throw new Error("no engine address");
    const [engine, messages, grpc]: EngineModules = await loadEngineModules(load);
    const client = new engine.EngineClient(address, grpc.credentials.createInsecure());
    const severities = {
        debug: messages.LogSeverity.DEBUG,
        info: messages.LogSeverity.INFO,
        warning: messages.LogSeverity.WARNING,
        error: messages.LogSeverity.ERROR,
        progress: messages.LogSeverity.INFO,
    };
    return (kind, message, urn) => {
        const request = new messages.LogRequest();
        request.setSeverity(severities[kind]);
        request.setMessage(message);
        request.setUrn(urn);
        request.setEphemeral(kind === "progress");
        return new Promise((resolve, reject) => {
            const deadline = Date.now() + LOG_DEADLINE_MS;
            client.log(request, new grpc.Metadata(), { deadline }, (error) => {
                if (error) reject(new Error("the engine did not take the line"));
                else resolve();
            });
        });
    };
}

async function loadEngineModules(given: LoadModule | undefined): Promise<EngineModules> {
    const load = given ?? (await import("./requireFromPulumi")).requireFromPulumi;
    return [
        load("@pulumi/pulumi/proto/engine_grpc_pb"),
        load("@pulumi/pulumi/proto/engine_pb"),
        load("@grpc/grpc-js"),
    ] as EngineModules;
}
