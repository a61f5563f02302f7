import type { Engine } from "../engine/availableEngines";
import type { BenchOptions } from "./benchOptions";
import { BenchStack, type BenchOperation, type Side } from "./BenchStack";
import { BenchWorld, type Measurement } from "./BenchWorld";
import { type PeerResult, peersReport, sumOf } from "./peersReport";
import { sizesOf } from "./sizesOf";
import { isCurlThere, sendWithCurl } from "./sendWithCurl";

const sides: readonly Side[] = [
    "no resources",
    "nothing",
    "naive",
    "pulumi-whatsapp",
    "native plugin",
];
const life: readonly BenchOperation[] = ["up", "preview without changes", "refresh", "destroy"];

// It makes these stacks faster, because they only have to exist for a refresh. A killed run loses
// its state.
const WITHOUT_CHECKPOINTS = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

interface Distance {
    readonly engine: Engine;
    readonly options: BenchOptions;
    readonly latencyMs: number;
}

/** Compares ways of registering numbers, one after the other, on one engine. */
export async function comparePeers(engine: Engine, options: BenchOptions): Promise<void> {
    for (const numbers of options.numbers) {
        for (const latencyMs of options.latency) {
            const at = { engine, options, latencyMs };
            const isOneStack = numbers <= options.stackSize;
            const peers = isOneStack ? await livesOf(at, numbers) : await refreshesOf(at, numbers);
            console.log(["", ...peersReport({ numbers, latencyMs, peers })].join("\n"));
        }
    }
}

/** Each way from the first registration to the last deregistration. */
async function livesOf(at: Distance, numbers: number): Promise<readonly PeerResult[]> {
    const results: PeerResult[] = [];
    if (isCurlThere()) results.push(await lifeWithCurl(at, numbers));
    else console.log("curl with xargs is left out: there is no curl, or no xargs, on the PATH");
    for (const side of sides) {
        const world = await BenchWorld.start({ numbers, latencyMs: at.latencyMs });
        const run = await withStack(at, { side, world }, (stack) => stack.run(life));
        results.push({ name: side, ...run });
    }
    return results;
}

async function lifeWithCurl({ latencyMs }: Distance, numbers: number): Promise<PeerResult> {
    const world = await BenchWorld.start({ numbers, latencyMs });
    try {
        const measurements = {
            up: await world.measure(() => sendWithCurl(world, "register")),
            destroy: await world.measure(() => sendWithCurl(world, "deregister")),
        };
        return { name: "curl with xargs", measurements };
    } finally {
        await world.close();
    }
}

/**
 * Stacks of numbers that are already registered, one account each. All are made and then refreshed.
 */
async function refreshesOf(at: Distance, numbers: number): Promise<readonly PeerResult[]> {
    const results: PeerResult[] = [];
    for (const side of ["nothing", "pulumi-whatsapp"] as const) {
        const refreshes: Measurement[] = [];
        for (const size of sizesOf(numbers, at.options.stackSize)) {
            const world = await BenchWorld.start({
                numbers: size,
                latencyMs: at.latencyMs,
                registeredIn: at.options.region ?? "CH",
            });
            const refresh = await withStack(at, { side, world, isQuick: true }, async (stack) => {
                await stack.do("up");
                return (await stack.run(["refresh"])).measurements.refresh;
            });
            if (refresh !== undefined) refreshes.push(refresh);
        }
        results.push({ name: side, measurements: { refresh: sumOf(refreshes) } });
    }
    return results;
}

interface Setting {
    readonly side: Side;
    readonly world: BenchWorld;
    readonly isQuick?: boolean;
}

async function withStack<T>(
    { engine, options }: Distance,
    { side, world, isQuick = false }: Setting,
    task: (stack: BenchStack) => Promise<T>,
): Promise<T> {
    const { parallel } = options;
    const region = isQuick ? (options.region ?? "CH") : options.region;
    const env = {
        ...(isQuick ? WITHOUT_CHECKPOINTS : {}),
        ...(parallel === undefined ? {} : { PULUMI_PARALLEL: String(parallel) }),
    };
    try {
        const declared = region === undefined ? {} : { region };
        const stack = await BenchStack.open({ engine, side, world, env, ...declared });
        try {
            return await task(stack);
        } finally {
            await stack.close();
        }
    } finally {
        await world.close();
    }
}
