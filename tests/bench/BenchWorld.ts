import { startSimulator, type NumberInput, type Simulator } from "pulumi-whatsapp-simulator";

import type { RegionCode } from "../../provider/src/decisions/regions";

import { measured, type Usage } from "./measured";

/** The numbers at Meta, and how long an answer takes. */
export interface WorldOptions {
    /** How many numbers there are, all in one account. */
    readonly numbers: number;
    /**
     * How long each answer takes, in milliseconds; also the answer to a whole batch. Default: no
     * time.
     */
    readonly latencyMs?: number;
    /**
     * The region in which the numbers are registered from the start. Default: none is registered.
     */
    readonly registeredIn?: RegionCode;
}

/** What an operation cost. */
export interface Measurement extends Usage {
    readonly durationMs: number;
    /** Graph requests that Meta counts. Each call in a batch is one. */
    readonly requests: number;
    /** Requests on the wire. A batch is one. */
    readonly onWire: number;
}

const ALWAYS = Number.MAX_SAFE_INTEGER;
const FIRST_ID = 100_000_000_000;

/** A simulator with many numbers, and the requests that reach it. */
export class BenchWorld {
    readonly ids: readonly string[];
    readonly #simulator: Simulator;

    private constructor(simulator: Simulator, ids: readonly string[]) {
        this.#simulator = simulator;
        this.ids = ids;
    }

    static async start({
        numbers,
        latencyMs = 0,
        registeredIn,
    }: WorldOptions): Promise<BenchWorld> {
        const ids = Array.from({ length: numbers }, (_, index) => String(FIRST_ID + index));
        const world = { numbers: ids.map((id) => ({ id, ...registrationIn(registeredIn) })) };
        const simulator = await startSimulator({ world });
        if (latencyMs > 0) {
            const fault = { kind: "delay", ms: latencyMs } as const;
            simulator.addFault({ endpoint: "any", times: ALWAYS, fault });
        }
        return new BenchWorld(simulator, ids);
    }

    get url(): string {
        return this.#simulator.url;
    }

    /** How many of its numbers are registered. */
    get registered(): number {
        return this.ids.filter((id) => this.#simulator.number(id).registered).length;
    }

    async measure(task: () => Promise<unknown>): Promise<Measurement> {
        this.#simulator.clearRequests();
        const start = performance.now();
        const [durationMs, usage] = await measured(async () => {
            await task();
            return performance.now() - start;
        });
        const received = this.#simulator.requests();
        return {
            ...usage,
            durationMs,
            requests: received.filter(({ endpoint }) => endpoint !== "batch").length,
            onWire: received.filter(({ batch }) => batch === undefined).length,
        };
    }

    close(): Promise<void> {
        return this.#simulator.close();
    }
}

function registrationIn(region: RegionCode | undefined): Partial<NumberInput> {
    if (region === undefined) return {};
    const status = "IN_COUNTRY_STORAGE_ENABLED";
    return {
        registered: true,
        pin: "012345",
        storage: { status, dataLocalizationRegion: region },
    };
}
