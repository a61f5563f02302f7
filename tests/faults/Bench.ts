import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { startSimulator, type Simulator, type SimulatorOptions } from "pulumi-whatsapp-simulator";

import type { Host } from "../../provider/src/host/Host";
import { PhoneRegistrationProvider } from "../../provider/src/lifecycle/PhoneRegistrationProvider";
import type { ResourceProviderModule, RunOptions } from "../engine/Engine";
import { scratchFolder } from "../scratchFolder";
import type { Declaration } from "./Declaration";
import { InProcessStack, type EngineRun } from "./InProcessStack";

/** The token of every bench. */
export const accessToken = "EAA-fake-token";

/** The result of an operation, and its requests to Meta. */
export interface BenchRun extends EngineRun {
    /** The Graph requests, such as `N S R N`. */
    readonly letters: string;
}

/**
 * A simulator and a stack whose provider talks to it. Both have one clock. A pause of the lifecycle
 * moves the clock, and nothing waits.
 */
export class Bench {
    readonly simulator: Simulator;
    readonly stack: InProcessStack;
    /** Config by full key, for later operations. */
    readonly config: Record<string, string>;
    readonly env: Record<string, string | undefined>;
    /** Every line that the provider logged. */
    readonly lines: string[] = [];
    readonly #journalFolder = scratchFolder("bench-");

    private constructor(simulator: Simulator) {
        this.simulator = simulator;
        this.config = {
            "whatsapp:graphUrl": simulator.url,
            "whatsapp:settleTimeoutSeconds": "5",
        };
        this.env = {
            WHATSAPP_JOURNAL_DIR: this.#journalFolder,
            WHATSAPP_ACCESS_TOKEN: accessToken,
        };
        this.stack = new InProcessStack({
            load: (engineAddress, index) => this.#provider(engineAddress, index),
            config: () => ({ ...this.config }),
        });
    }

    /** Starts a bench. Its clock stands at noon of 2026-11-22. */
    static async start(options: SimulatorOptions = {}): Promise<Bench> {
        return new Bench(await startSimulator({ now: "2026-11-22T12:00:00.000Z", ...options }));
    }

    up(program: readonly Declaration[], options?: RunOptions): Promise<BenchRun> {
        return this.#watched(() => this.stack.up(program, options));
    }

    killedUp(program: readonly Declaration[]): Promise<BenchRun> {
        return this.#watched(() => this.stack.killedUp(program));
    }

    preview(program: readonly Declaration[]): Promise<BenchRun> {
        return this.#watched(() => this.stack.preview(program));
    }

    refresh(): Promise<BenchRun> {
        return this.#watched(() => this.stack.refresh());
    }

    destroy(): Promise<BenchRun> {
        return this.#watched(() => this.stack.destroy());
    }

    /** Everything the provider left on disk beside the state. */
    journalText(): string {
        const files = readdirSync(this.#journalFolder, { recursive: true, withFileTypes: true });
        return files
            .filter((file) => file.isFile())
            .map((file) => readFileSync(path.join(file.parentPath, file.name), "utf8"))
            .join("");
    }

    async close(): Promise<void> {
        await this.simulator.close();
        this.stack.close();
        rmSync(this.#journalFolder, { recursive: true, force: true });
    }

    async #watched(run: () => Promise<EngineRun>): Promise<BenchRun> {
        this.simulator.clearRequests();
        // Some time passes between two operations of a person or a pipeline.
        this.simulator.clock.advance({ seconds: 1 });
        const result = await run();
        return { ...result, letters: this.simulator.letters() };
    }

    #provider(engineAddress: string, index: number): ResourceProviderModule {
        // The lifecycle's types are narrower than those of Pulumi's interface, which says `any`.
        return new PhoneRegistrationProvider(
            this.#host(engineAddress, index),
        ) as ResourceProviderModule;
    }

    #host(engineAddress: string, index: number): Host {
        const { clock } = this.simulator;
        return {
            now: () => {
                // No two requests of a real run begin in the same millisecond.
                clock.advance({ seconds: 0.001 });
                return clock.now();
            },
            sleep: (durationMs) => {
                clock.advance({ seconds: durationMs / 1000 });
                return Promise.resolve();
            },
            env: this.env,
            engineAddress,
            // Two processes have two ids, and both must live. The second one uses the id of our
            // parent.
            pid: index === 0 ? process.pid : process.ppid,
            temporaryFolder: this.#journalFolder,
            log: {
                log: (severity, message) => {
                    this.lines.push(`${severity}: ${message}`);
                    return Promise.resolve();
                },
            },
        };
    }
}
