import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";

import type { ProviderOutput } from "./ProviderPeer";

// Pulumi waits this long after the interrupt before it kills a plugin.
const closeTimeoutMs = 5_000;

/** How a provider process is started. */
export interface ProviderProcessOptions {
    /** The program's folder. Packages are resolved from it. */
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    /** The address of the engine's log server. It is the last argument of the process. */
    readonly engineAddress: string;
    /** The Node.js binary. Default: that of the tests. */
    readonly node?: string | undefined;
    /** Path of `cmd/dynamic-provider`. Default: that of the program's `@pulumi/pulumi`. */
    readonly entry?: string | undefined;
    readonly output: ProviderOutput;
}

/** A running process of Pulumi's dynamic provider server. */
export class ProviderProcess {
    /** The port that it listens on. */
    readonly port: number;
    readonly #child: ChildProcess;

    private constructor(child: ChildProcess, port: number) {
        this.#child = child;
        this.port = port;
    }

    /** Starts a process and waits for its port. */
    static async start(options: ProviderProcessOptions): Promise<ProviderProcess> {
        const require = createRequire(path.join(options.cwd, "package.json"));
        const entry = options.entry ?? require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
        const child = spawn(options.node ?? process.execPath, [entry, options.engineAddress], {
            cwd: options.cwd,
            env: options.env,
            stdio: ["ignore", "pipe", "pipe"],
            // A process group of its own, so that it outlives an engine that is killed.
            detached: true,
        });
        return new ProviderProcess(child, await portOf(child, options.output));
    }

    /** Process id. */
    get pid(): number {
        return this.#child.pid ?? -1;
    }

    /** Whether the process has ended. */
    get exited(): boolean {
        return this.#child.exitCode !== null || this.#child.signalCode !== null;
    }

    /** Sends a signal, if the process still runs. */
    kill(signal: NodeJS.Signals): void {
        if (!this.exited) this.#child.kill(signal);
    }

    /** Stops reading its output. So only the process decides how long it lives. */
    abandon(): void {
        this.#child.stdout?.destroy();
        this.#child.stderr?.destroy();
        this.#child.unref();
    }

    /** Waits until the process has ended. */
    async ended(): Promise<void> {
        if (!this.exited) await once(this.#child, "exit");
    }

    /** Ends the process as Pulumi does: an interrupt, and a kill if it does not end. */
    async close(): Promise<void> {
        this.kill("SIGINT");
        const timer = setTimeout(() => {
            this.kill("SIGKILL");
        }, closeTimeoutMs);
        await this.ended();
        clearTimeout(timer);
    }
}

async function portOf(child: ChildProcess, output: ProviderOutput): Promise<number> {
    if (child.stdout === null || child.stderr === null) throw new Error("no pipes");
    const errors: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => {
        errors.push(line);
        output.onLine(line, "stderr");
    });
    const lines = createInterface({ input: child.stdout });
    const port = await new Promise<number>((resolve, reject) => {
        lines.once("line", (line) => {
            resolve(Number(line));
        });
        child.once("error", reject);
        child.once("exit", (status) => {
            reject(
                new Error(
                    `the provider process ended with ${String(status)}: ${errors.join("\n")}`,
                ),
            );
        });
    });
    lines.on("line", (line) => {
        output.onLine(line, "stdout");
    });
    return port;
}
