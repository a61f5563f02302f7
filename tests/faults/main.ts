import { Command } from "commander";
import { stdout } from "node:process";

import { causes } from "./causes";
import { inParallel } from "./inParallel";
import { faultMatrix } from "./faultMatrix";
import { processCases } from "./processCases";
import { rerun } from "./rerun";
import { runCase } from "./runCase";
import { runProcessCase } from "./runProcessCase";

// A case mostly waits for loopback and for time-outs.
const AT_ONCE = 12;

interface Options {
    readonly only?: string;
    readonly shard?: string;
    readonly everyMinute?: boolean;
    readonly processes?: boolean;
}

async function main(options: Options): Promise<void> {
    const failures = await run(options);
    if (failures > 0) process.exitCode = 1;
}

function run(options: Options): Promise<number> {
    if (options.everyMinute === true) return rerunCauses(options);
    return options.processes === true
        ? runCases(options, { cases: processCases(), atOnce: 2, play: runProcessCase })
        : runCases(options, { cases: faultMatrix(), atOnce: AT_ONCE, play: runCase });
}

interface Suite<Case> {
    readonly cases: readonly Case[];
    readonly atOnce: number;
    readonly play: (each: Case) => Promise<readonly string[]>;
}

async function runCases<Case extends { readonly name: string }>(
    { only, shard }: Options,
    { cases, atOnce, play }: Suite<Case>,
): Promise<number> {
    const [part, parts] = (shard ?? "1/1").split("/").map(Number);
    const chosen = cases
        .filter(({ name }) => only === undefined || new RegExp(only).test(name))
        .filter((_, index) => index % (parts ?? 1) === (part ?? 1) - 1);
    let failures = 0;
    await inParallel(chosen, atOnce, async (each) => {
        const problems = await play(each).catch((error: unknown) => [String(error)]);
        if (problems.length === 0) return;
        failures += 1;
        stdout.write(`not ok: ${each.name}\n${problems.map((one) => `    ${one}\n`).join("")}`);
    });
    stdout.write(`${chosen.length} cases run, ${failures} failed\n`);
    return failures;
}

async function rerunCauses({ only }: Options): Promise<number> {
    const chosen = causes.filter(({ name }) => only === undefined || new RegExp(only).test(name));
    let failures = 0;
    for (const cause of chosen) {
        const done = await rerun(cause, () => (cause.isSlow === true ? 60 : 1));
        const isRight =
            done.problems.length === 0 &&
            done.registers <= cause.mostRegisters &&
            done.deregisters <= cause.mostDeregisters;
        if (!isRight) failures += 1;
        const spent = `${done.registers} registers, ${done.deregisters} deregisters`;
        stdout.write(
            `${isRight ? "ok" : "not ok"}: ${cause.name}: ${done.runs} runs, ${spent}\n` +
                done.problems.map((one) => `    ${one}\n`).join(""),
        );
    }
    stdout.write(`${chosen.length} causes run for 72 hours, ${failures} failed\n`);
    return failures;
}

const command = new Command("test:faults")
    .description("Meets every fault at every step of every operation, and prints what fails.")
    .option("--only <pattern>", "run the cases whose name matches this regular expression")
    .option("--every-minute", "instead run failing operations again every minute for 72 hours")
    .option("--processes", "instead stop operations with real processes")
    .option("--shard <part/parts>", "run one part of the cases, such as 2/4");
void main(command.parse().opts<Options>());
