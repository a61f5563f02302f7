import { Command } from "commander";
import { stdout } from "node:process";

import { causes } from "./causes";
import { inParallel } from "./inParallel";
import { faultMatrix } from "./matrix";
import { rerun } from "./rerun";
import { runCase } from "./runCase";

// Most of a case is waiting for loopback and for time-outs.
const AT_ONCE = 12;

interface Options {
    readonly only?: string;
    readonly shard?: string;
    readonly everyMinute?: boolean;
}

async function main(options: Options): Promise<void> {
    const failures =
        options.everyMinute === true ? await rerunCauses(options) : await runMatrix(options);
    if (failures > 0) process.exitCode = 1;
}

async function runMatrix({ only, shard }: Options): Promise<number> {
    const [part, parts] = (shard ?? "1/1").split("/").map(Number);
    const cases = faultMatrix()
        .filter(({ name }) => only === undefined || new RegExp(only).test(name))
        .filter((_, index) => index % (parts ?? 1) === (part ?? 1) - 1);
    let failures = 0;
    await inParallel(cases, AT_ONCE, async (each) => {
        const problems = await runCase(each).catch((error: unknown) => [String(error)]);
        if (problems.length === 0) return;
        failures += 1;
        stdout.write(`not ok: ${each.name}\n${problems.map((one) => `    ${one}\n`).join("")}`);
    });
    stdout.write(`${cases.length} cases run, ${failures} failed\n`);
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
    .option("--shard <part/parts>", "run one part of the cases, such as 2/4");
void main(command.parse().opts<Options>());
