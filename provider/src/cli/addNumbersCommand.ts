import { type Command, InvalidArgumentError, Option } from "commander";

import { regionFrom } from "../decisions/regions";
import { WrongUse } from "./CommandFailure";
import { optionsOfEach, wabaIdFrom, withSeveralTokens } from "./connect";
import { STATE_OPTION } from "./NumberRecords";
import type { NumbersOptions } from "./numbers/NumbersOptions";
import type { Report } from "./Report";
import { newCommand, type Shell } from "./Shell";

// An account without a registered number may be asked 200 times an hour (Meta's page about the
// platform, read 2026-11-22): a reading every 20 seconds leaves a little.
const SHORTEST_INTERVAL_SECONDS = 20;

/** Where data rests where no region is named; `--region` takes these words, too. */
const PLACES_WITHOUT_REGION = ["none", "noStorage", "unknown"];

/** The options of a list, which say nothing to a comparison. */
const LIST_OPTIONS = ["storage", "state", "notRegistered", "region", "check", "watch"];

/** Adds `numbers`: the phone numbers of accounts and how they read. */
export function addNumbersCommand(program: Command, shell: Shell): void {
    const description =
        "List the phone numbers of accounts, whether they are registered, and where their data rests.";
    const command = withSeveralTokens(newCommand(program, "numbers", description))
        .option("--waba <id...>", "account ids (default: those that the token names)")
        .addOption(
            new Option(
                "--numbers <file>",
                "compare the accounts with this numbers file instead of listing numbers",
            ).conflicts(LIST_OPTIONS),
        )
        .addOption(
            new Option("--storage", "read where data rests: one request for each number").conflicts(
                "watch",
            ),
        )
        .option("--state <file>", `${STATE_OPTION}: shows what is left and what was refused`)
        .option("--not-registered", "only numbers that are not registered")
        .addOption(
            new Option("--region <region>", "only numbers whose data rests there; reads storage")
                .argParser(placeFrom)
                .conflicts("watch"),
        )
        .addOption(
            new Option(
                "--check",
                "exit with 3 if a number matches the filters, or is not registered",
            ).conflicts("watch"),
        )
        .option("--watch", "read again and again, and print changes, until you interrupt it")
        .option("--interval <seconds>", "pause between two readings of --watch", secondsFrom, 30)
        .addHelpText("after", "  3  with --check: a number was found");
    command.action(() => {
        const options = command.opts<NumbersOptions>();
        return shell.run(command, async () => {
            if (options.numbers !== undefined) return compared(shell, options.numbers, options);
            // Loaded for this command alone, with the tables that it needs.
            const { reportNumbers } = await import("./numbers/reportNumbers");
            return reportNumbers(shell, command, options);
        });
    });
}

/** Loads the library that reads such files for the commands that do. */
async function compared(shell: Shell, path: string, options: NumbersOptions): Promise<Report> {
    const wabaIds = (options.waba ?? []).map(wabaIdFrom);
    const [connection, ...others] = optionsOfEach(options);
    if (connection === undefined || others.length > 0) {
        throw new WrongUse(
            "--numbers takes one --token-name, for what names no token in the file: an entry that needs another token names it there.",
        );
    }
    const { compareNumbers } = await import("./compareNumbers");
    return compareNumbers(shell, { path, wabaIds, connection });
}

function secondsFrom(text: string): number {
    const seconds = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    if (seconds >= SHORTEST_INTERVAL_SECONDS) return seconds;
    throw new InvalidArgumentError(`Write whole seconds, ${SHORTEST_INTERVAL_SECONDS} or more.`);
}

function placeFrom(text: string): string {
    const reading = regionFrom(text);
    if (reading.kind === "region") return reading.region;
    if (PLACES_WITHOUT_REGION.includes(text)) return text;
    throw new InvalidArgumentError(
        `Write a storage region, such as CH, or ${PLACES_WITHOUT_REGION.join(", ")}.`,
    );
}
