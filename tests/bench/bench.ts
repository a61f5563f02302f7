import { arch, cpus, platform } from "node:os";
import process from "node:process";
import { parseArgs } from "node:util";

import { availableEngines, type Engine } from "../engine/availableEngines";
import { benchReport, type BenchResult } from "./benchReport";
import { BenchStack, type BenchRun, type Side } from "./BenchStack";
import { loadTimes } from "./loadTimes";

const usage = "npm run bench -- [--numbers 100 --numbers 1000] [--rounds 2]";
const sides: readonly Side[] = ["nothing", "pulumi-whatsapp", "native plugin"];

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});

// Figures of two runs on two days say little: all sides take turns in one run, on one engine.
async function main(): Promise<void> {
    const { sizes, rounds } = readArguments();
    const [engine] = await availableEngines();
    if (engine === undefined) throw new Error("Cannot measure: there is no engine.");
    const machine = `${cpus().length} cores, ${platform()} ${arch()}, Node ${process.version}`;
    console.log(`engine: ${engine.name}; ${machine}; medians of ${rounds} rounds`);
    const { sdkMs, packageMs } = loadTimes();
    console.log(
        `load: @pulumi/pulumi ${sdkMs.toFixed(0)} ms, pulumi-whatsapp after it ${packageMs.toFixed(1)} ms`,
    );
    for (const numbers of sizes) {
        const result = await measure(engine, numbers, rounds);
        console.log(["", ...benchReport(result)].join("\n"));
    }
}

function readArguments(): { readonly sizes: readonly number[]; readonly rounds: number } {
    const { values } = parseArgs({
        options: {
            numbers: { type: "string", multiple: true, default: ["100", "1000"] },
            rounds: { type: "string", default: "2" },
        },
    });
    return { sizes: values.numbers.map(positive), rounds: positive(values.rounds) };
}

function positive(text: string): number {
    const value = Number(text);
    if (Number.isInteger(value) && value > 0) return value;
    throw new Error(`Cannot measure: "${text}" is not a count. Run ${usage}.`);
}

async function measure(engine: Engine, numbers: number, rounds: number): Promise<BenchResult> {
    const runs: Record<Side, BenchRun[]> = {
        nothing: [],
        "pulumi-whatsapp": [],
        "native plugin": [],
    };
    for (let round = 0; round < rounds; round += 1) {
        for (const side of sides) runs[side].push(await runOnce(engine, side, numbers));
    }
    return { numbers, runs };
}

async function runOnce(engine: Engine, side: Side, numbers: number): Promise<BenchRun> {
    const stack = await BenchStack.open(engine, side, numbers);
    try {
        return await stack.run();
    } finally {
        await stack.close();
    }
}
