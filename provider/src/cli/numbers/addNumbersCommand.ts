import { type Command, InvalidArgumentError } from "commander";

import { connect } from "../connection/connect";
import { type ConnectionOptions, withConnectionOptions } from "../connection/ConnectionOptions";
import { wabaIdFrom } from "../shell/idFrom";
import { newCommand } from "../shell/newCommand";
import type { Shell } from "../shell/Shell";
import { accountNumbers } from "./accountNumbers";
import { numberRowOf } from "./NumberRow";
import { numberReport } from "./numberReport";
import { watchNumbers } from "./watchNumbers";

interface NumbersOptions extends ConnectionOptions {
    readonly waba: readonly string[];
    readonly watch?: boolean;
    readonly interval: number;
}

// An account without a registered number may be asked 200 times an hour (Meta's page about the
// platform, read 2026-11-22): a reading every 20 seconds leaves a little.
const SHORTEST_INTERVAL_SECONDS = 20;

/** Adds `numbers`: the phone numbers of accounts and how they read. */
export function addNumbersCommand(program: Command, shell: Shell): void {
    const description = "List the phone numbers of accounts and whether they are registered.";
    const command = withConnectionOptions(newCommand(program, "numbers", description))
        .requiredOption("--waba <id...>", "ids of the WhatsApp Business accounts, digits")
        .option("--watch", "read again and again, and print what changes, until interrupted")
        .option("--interval <seconds>", "pause between two readings of --watch", secondsFrom, 30);
    command.action(() => {
        const options = command.opts<NumbersOptions>();
        return shell.run(command, async () => {
            const wabaIds = options.waba.map(wabaIdFrom);
            const { calls } = connect(shell, options);
            const read = async () => (await accountNumbers(shell, calls, wabaIds)).map(numberRowOf);
            if (options.watch !== true) return numberReport(await read());
            await watchNumbers(shell, command, { intervalMs: options.interval * 1000, read });
            return undefined;
        });
    });
}

function secondsFrom(text: string): number {
    const seconds = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    if (seconds >= SHORTEST_INTERVAL_SECONDS) return seconds;
    throw new InvalidArgumentError(`Write whole seconds, ${SHORTEST_INTERVAL_SECONDS} or more.`);
}
