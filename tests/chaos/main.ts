import { stdout } from "node:process";

import { Command, InvalidArgumentError, Option } from "commander";

import type { DoorName } from "../contract/lifecycle/doors";
import { engineThatIsThere, standIn } from "./openStack";
import { playRounds } from "./playRounds";

interface Options {
    readonly rounds: number;
    readonly seed: number;
    readonly numbers: number;
    readonly door: DoorName;
    readonly standIn?: boolean;
}

const doors: readonly DoorName[] = ["dynamic", "native"];

async function main(options: Options): Promise<void> {
    const engine = options.standIn === true ? standIn : engineThatIsThere();
    stdout.write(`runs on ${engine.name}, through the ${options.door} door\n`);
    const { breaks, tally } = await playRounds({
        ...options,
        engine,
        onLine: (line) => {
            stdout.write(`${line}\n`);
        },
    });
    stdout.write(`\n${tally.table()}\n`);
    for (const each of breaks) stdout.write(`${each}\n`);
    stdout.write(`${breaks.length} of ${options.rounds} rounds broke a promise\n`);
    if (breaks.length > 0) process.exitCode = 1;
}

function positive(text: string): number {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1) {
        throw new InvalidArgumentError("Write a whole number from 1.");
    }
    return value;
}

const command = new Command("test:chaos")
    .description("Stops runs of Pulumi at random, puts the stack right, and asks the simulator.")
    .option("--rounds <count>", "how many rounds", positive, 10)
    .option("--seed <seed>", "the first round's; each later one has the next", positive, 1)
    .option("--numbers <count>", "how many numbers are declared at the start", positive, 2)
    .addOption(
        new Option("--door <door>", "the door of the numbers").choices(doors).default("dynamic"),
    )
    .option("--stand-in", "on the stand-in engine, also where `pulumi` is on PATH");
void main(command.parse().opts<Options>());
