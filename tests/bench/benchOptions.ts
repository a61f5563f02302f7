import { Command, InvalidArgumentError, Option } from "commander";

import { type RegionCode, regionFrom } from "../../provider/src/decisions/regions";

/** The options of a measurement. */
export interface BenchOptions {
    /** Sizes, in numbers. */
    readonly numbers: readonly number[];
    /** How often everything is measured. The report has the medians. */
    readonly rounds: number;
    /** Compare with other ways of registering numbers. */
    readonly peers: boolean;
    /** How long Meta takes for an answer, in milliseconds. */
    readonly latency: readonly number[];
    /**
     * The most numbers of a stack. More numbers become several stacks, which are only refreshed.
     */
    readonly stackSize: number;
    /** The region that is declared for each number. */
    readonly region?: RegionCode;
    /** Pulumi's `--parallel`. Default: Pulumi's own. */
    readonly parallel?: number;
}

const sizesWhenLeftOut = [100, 1000];

/**
 * Reads the options of `npm run bench`.
 *
 * @param args - the arguments after `--`
 * @throws a `CommanderError` for a wrong option and for `--help`; its text is already printed
 */
export function benchOptions(args: readonly string[]): BenchOptions {
    const command = new Command("npm run bench --")
        .description("Measures this package beside a provider that does nothing, in one run.")
        .addOption(
            several("--numbers <count...>", "how many numbers", count).default(sizesWhenLeftOut),
        )
        .addOption(one("--rounds <count>", "how often, for medians", count).default(2))
        .option("--peers", "compare with a naive provider and with curl, once", false)
        .addOption(
            several("--latency <ms...>", "with --peers: how long Meta takes", waiting).default([
                0, 100,
            ]),
        )
        .addOption(
            one(
                "--stack-size <count>",
                "with --peers: more numbers become several stacks, which are refreshed only",
                count,
            ).default(1000),
        )
        .addOption(one("--region <code>", "with --peers: declare that region", region))
        .addOption(one("--parallel <count>", "with --peers: Pulumi's --parallel", count))
        .allowExcessArguments(false)
        .exitOverride();
    command.parse(args, { from: "user" });
    const options = command.opts<BenchOptions>();
    const alone = options.peers ? undefined : forPeers.find((name) => isGiven(command, name));
    if (alone !== undefined) command.error(`error: --${alone} needs --peers`);
    return options;
}

const forPeers = ["latency", "stack-size", "region", "parallel"];

function isGiven(command: Command, name: string): boolean {
    const option = command.options.find(({ long }) => long === `--${name}`);
    return command.getOptionValueSource(option?.attributeName() ?? name) === "cli";
}

function one(flags: string, description: string, read: (text: string) => unknown): Option {
    return new Option(flags, description).argParser(read);
}

/** An option with a list. The first given value replaces the default. */
function several(flags: string, description: string, read: (text: string) => unknown): Option {
    const given: unknown[] = [];
    return new Option(flags, description).argParser((text: string) => {
        given.push(read(text));
        return given;
    });
}

function count(text: string): number {
    if (/^[1-9][0-9]{0,5}$/.test(text)) return Number(text);
    throw new InvalidArgumentError("It must be a count from 1 to 999999.");
}

function waiting(text: string): number {
    if (/^[0-9]{1,5}$/.test(text)) return Number(text);
    throw new InvalidArgumentError("It must be milliseconds, from 0 to 99999.");
}

function region(text: string): RegionCode {
    const reading = regionFrom(text);
    if (reading.kind === "region") return reading.region;
    throw new InvalidArgumentError(reading.reason);
}
