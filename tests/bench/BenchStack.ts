import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import type { RegionCode } from "../../provider/src/decisions/regions";
import type { Engine, Outcome, Stack } from "../engine/availableEngines";
import type { BenchWorld, Measurement } from "./BenchWorld";

/**
 * What a stack has for each number:
 * - nothing at all, so that only the engine is measured;
 * - a resource of a provider that does nothing;
 * - one of a naive provider, for comparison;
 * - one of this package;
 * - one of its native plugin.
 */
export type Side = "no resources" | "nothing" | "naive" | "pulumi-whatsapp" | "native plugin";

const commands = {
    "first preview": "preview",
    up: "up",
    "preview without changes": "preview",
    refresh: "refresh",
    destroy: "destroy",
} as const;

/** One of the operations that are measured. */
export type BenchOperation = keyof typeof commands;

/** What one life of a stack cost. */
export interface BenchRun {
    readonly measurements: Readonly<Partial<Record<BenchOperation, Measurement>>>;
    /** Size of the state file after the update. */
    readonly stateBytes: number;
}

/** A stack to be measured. */
export interface BenchStackOptions {
    readonly engine: Engine;
    readonly side: Side;
    readonly world: BenchWorld;
    /** The region that is declared for each number. Default: no region. */
    readonly region?: RegionCode;
    /** Environment of the engine, the program and the provider. */
    readonly env?: Readonly<Record<string, string>>;
}

/** A new stack of many numbers, to be measured once. */
export class BenchStack {
    readonly #world: BenchWorld;
    readonly #stack: Stack;
    readonly #journalFolder: string;

    private constructor(world: BenchWorld, stack: Stack, journalFolder: string) {
        this.#world = world;
        this.#stack = stack;
        this.#journalFolder = journalFolder;
    }

    static async open(options: BenchStackOptions): Promise<BenchStack> {
        const { engine, side, world, region, env } = options;
        const journalFolder = mkdtempSync(path.join(tmpdir(), "bench-"));
        const stack = await engine.open({
            programDir: path.join(__dirname, "program"),
            config: {
                "whatsapp:graphUrl": world.url,
                "whatsapp:accessToken": { secret: "EAA-fake-token" },
                "bench:side": side,
                "bench:phoneNumberIds": JSON.stringify(world.ids),
                ...(region === undefined ? {} : { "bench:dataLocalizationRegion": region }),
            },
            env: { ...env, WHATSAPP_JOURNAL_DIR: journalFolder },
            isRecorded: false,
        });
        return new BenchStack(world, stack, journalFolder);
    }

    /** Runs operations one after the other, and measures each. */
    async run(operations: readonly BenchOperation[]): Promise<BenchRun> {
        const measurements: Partial<Record<BenchOperation, Measurement>> = {};
        let stateBytes = 0;
        for (const operation of operations) {
            measurements[operation] = await this.#world.measure(() => this.do(operation));
            if (operation === "up") stateBytes = this.#stateBytes();
        }
        return { measurements, stateBytes };
    }

    /** Runs one operation without measuring it. */
    async do(operation: BenchOperation): Promise<void> {
        assertSucceeded(operation, await this.#stack[commands[operation]]());
    }

    async close(): Promise<void> {
        await this.#stack.close();
        rmSync(this.#journalFolder, { recursive: true, force: true });
    }

    // The command line also keeps a history and backups. Of the other files the state is the
    // largest.
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
