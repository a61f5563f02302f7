import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { startSimulator, type Simulator } from "pulumi-whatsapp-simulator";

import type { Engine, Outcome, Stack } from "../engine/availableEngines";

/** Which provider the numbers have: one that does nothing, this package, or its native plugin. */
export type Side = "nothing" | "pulumi-whatsapp" | "native plugin";

/** The operations that are measured, in their order. */
export const benchOperations = [
    "first preview",
    "up",
    "preview without changes",
    "refresh",
] as const;

/** One of the operations that are measured. */
export type BenchOperation = (typeof benchOperations)[number];

/** What an operation took. */
export interface Measurement {
    readonly durationMs: number;
    /** Graph requests that Meta counts: each call in a batch is one. */
    readonly requests: number;
    /** Requests on the wire: a batch is one. */
    readonly onWire: number;
}

/** What one life of a stack took. */
export interface BenchRun {
    readonly measurements: Readonly<Record<BenchOperation, Measurement>>;
    /** Size of the state file after the update. */
    readonly stateBytes: number;
}

/** A new stack of many numbers, to be measured once. */
export class BenchStack {
    readonly #simulator: Simulator;
    readonly #stack: Stack;
    readonly #journalFolder: string;

    private constructor(simulator: Simulator, stack: Stack, journalFolder: string) {
        this.#simulator = simulator;
        this.#stack = stack;
        this.#journalFolder = journalFolder;
    }

    static async open(engine: Engine, side: Side, numbers: number): Promise<BenchStack> {
        const ids = Array.from({ length: numbers }, (_, index) => String(100_000_000_000 + index));
        const simulator = await startSimulator({ world: { numbers: ids.map((id) => ({ id })) } });
        const journalFolder = mkdtempSync(path.join(tmpdir(), "bench-"));
        const stack = await engine.open({
            programDir: path.join(__dirname, "program"),
            config: {
                "whatsapp:graphUrl": simulator.url,
                "whatsapp:accessToken": { secret: "EAA-fake-token" },
                "bench:side": side,
                "bench:phoneNumberIds": JSON.stringify(ids),
            },
            env: { WHATSAPP_JOURNAL_DIR: journalFolder },
        });
        return new BenchStack(simulator, stack, journalFolder);
    }

    /** Runs the operations one after the other. */
    async run(): Promise<BenchRun> {
        const firstPreview = await this.#measure("preview");
        const up = await this.#measure("up");
        const stateBytes = this.#stateBytes();
        const measurements = {
            "first preview": firstPreview,
            up,
            "preview without changes": await this.#measure("preview"),
            refresh: await this.#measure("refresh"),
        };
        return { measurements, stateBytes };
    }

    async close(): Promise<void> {
        await this.#stack.close();
        await this.#simulator.close();
        rmSync(this.#journalFolder, { recursive: true, force: true });
    }

    async #measure(operation: "preview" | "up" | "refresh"): Promise<Measurement> {
        this.#simulator.clearRequests();
        const start = performance.now();
        const outcome = await this.#stack[operation]();
        const durationMs = performance.now() - start;
        assertSucceeded(operation, outcome);
        const received = this.#simulator.requests();
        return {
            durationMs,
            requests: received.filter(({ endpoint }) => endpoint !== "batch").length,
            onWire: received.filter(({ batch }) => batch === undefined).length,
        };
    }

    // The command line also keeps a history and backups; the state itself is the largest of the rest.
    #stateBytes(): number {
        const names = readdirSync(this.#stack.dir, { recursive: true, encoding: "utf8" });
        const files = names.filter(
            (name) => name.endsWith(".json") && !/(history|backups)/.test(name),
        );
        return Math.max(...files.map((name) => statSync(path.join(this.#stack.dir, name)).size));
    }
}

function assertSucceeded(operation: string, { exitCode, output }: Outcome): void {
    if (exitCode === 0) return;
    throw new Error(`${operation} ended with ${exitCode}: ${output.slice(-2_000)}`);
}
