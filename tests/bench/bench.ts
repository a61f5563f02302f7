import { CommanderError } from "commander";
import { arch, cpus, platform } from "node:os";
import process from "node:process";

import { availableEngines, type Engine } from "../engine/availableEngines";
import { benchOptions } from "./benchOptions";
import {
    benchReport,
    benchOperations,
    benchSides,
    type BenchResult,
    type BenchSide,
} from "./benchReport";
import { BenchStack, type BenchRun } from "./BenchStack";
import { BenchWorld } from "./BenchWorld";
import { comparePeers } from "./comparePeers";
import { loadTimes } from "./loadTimes";

main().catch((error: unknown) => {
    // Commander has already printed the text of a wrong option, and of --help.
    if (!(error instanceof CommanderError)) {
        console.error(error instanceof Error ? error.message : error);
    }
    process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
});

// Two runs on two days cannot be compared. So all sides take turns in one run, on one engine.
async function main(): Promise<void> {
    const options = benchOptions(process.argv.slice(2));
    const [engine] = await availableEngines();
    if (engine === undefined) throw new Error("Cannot measure: there is no engine.");
    const machine = `${cpus().length} cores, ${platform()} ${arch()}, Node ${process.version}`;
    console.log(`engine: ${engine.name}; ${machine}`);
    if (options.peers) return comparePeers(engine, options);
    const { sdkMs, packageMs } = loadTimes();
    console.log(
        `load: @pulumi/pulumi ${sdkMs.toFixed(0)} ms, pulumi-whatsapp after it ${packageMs.toFixed(1)} ms`,
    );
    for (const numbers of options.numbers) {
        const result = await measure(engine, numbers, options.rounds);
        console.log(["", ...benchReport(result)].join("\n"));
    }
}

async function measure(engine: Engine, numbers: number, rounds: number): Promise<BenchResult> {
    const runs: Record<BenchSide, BenchRun[]> = {
        nothing: [],
        "pulumi-whatsapp": [],
        "native plugin": [],
    };
    for (let round = 0; round < rounds; round += 1) {
        for (const side of benchSides) runs[side].push(await runOnce(engine, side, numbers));
    }
    return { numbers, runs };
}

async function runOnce(engine: Engine, side: BenchSide, numbers: number): Promise<BenchRun> {
    const world = await BenchWorld.start({ numbers });
    try {
        const stack = await BenchStack.open({ engine, side, world });
        try {
            return await stack.run(benchOperations);
        } finally {
            await stack.close();
        }
    } finally {
        await world.close();
    }
}
