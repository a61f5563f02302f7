import { Command } from "commander";
import { stdout } from "node:process";

import { inParallel } from "./inParallel";
import { faultMatrix } from "./matrix";
import { runCase } from "./runCase";

// Most of a case is waiting for loopback and for time-outs.
const AT_ONCE = 12;

interface Options {
    readonly only?: string;
    readonly shard?: string;
}

async function main({ only, shard }: Options): Promise<void> {
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
    if (failures > 0) process.exitCode = 1;
}

const command = new Command("test:faults")
    .description("Meets every fault at every step of every operation, and prints what fails.")
    .option("--only <pattern>", "run the cases whose name matches this regular expression")
    .option("--shard <part/parts>", "run one part of the cases, such as 2/4");
void main(command.parse().opts<Options>());
