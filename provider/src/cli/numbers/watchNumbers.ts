import type { Command } from "commander";

import { CommandFailure } from "../CommandFailure";
import type { Report } from "../Report";
import type { Shell } from "../Shell";
import type { NumberRow } from "./numberRow";
import { numbersReport } from "./numbersReport";

/** What is watched. */
export interface Watch {
    /** Between two readings, in milliseconds. */
    readonly intervalMs: number;
    readonly read: () => Promise<readonly NumberRow[]>;
}

/** How numbers read last, by phone number id. */
type Earlier = ReadonlyMap<string, string>;

/**
 * Reads numbers again and again until it is interrupted, and prints them when something has
 * changed: the first time all of them, then those that read differently. If a later reading fails,
 * it says so and tries again.
 *
 * @throws CommandFailure if the first reading fails.
 */
export async function watchNumbers(
    shell: Shell,
    command: Command,
    { intervalMs, read }: Watch,
): Promise<void> {
    const { nextInterrupt, sleep } = shell.surroundings;
    const signal = nextInterrupt();
    let before: Earlier | undefined;
    while (!signal.aborted) {
        const rows = before === undefined ? await read() : await readAgain(shell, read);
        if (rows !== undefined) {
            const report = changeReport(shell, rows, before);
            if (report !== undefined) shell.print(command, report);
            before = new Map(rows.map((row) => [row.phoneNumberId, JSON.stringify(row)]));
        }
        await sleep(intervalMs, signal);
    }
}

async function readAgain(
    shell: Shell,
    read: Watch["read"],
): Promise<readonly NumberRow[] | undefined> {
    try {
        return await read();
    } catch (thrown) {
        if (!(thrown instanceof CommandFailure)) throw thrown;
        shell.progress(`${thrown.message} Still watching.`);
        return undefined;
    }
}

/** What has changed; undefined if nothing has. */
function changeReport(
    shell: Shell,
    rows: readonly NumberRow[],
    before: Earlier | undefined,
): Report | undefined {
    const now = shell.surroundings.now();
    const at = now.toISOString();
    const changed = rows.filter((row) => before?.get(row.phoneNumberId) !== JSON.stringify(row));
    const listed = new Set(rows.map(({ phoneNumberId }) => phoneNumberId));
    const gone = [...(before?.keys() ?? [])].filter((id) => !listed.has(id));
    if (before !== undefined && changed.length + gone.length === 0) return undefined;
    if (before !== undefined) shell.progress(`Changed at ${at}:`);
    const { lines, ...report } = numbersReport({ rows: changed, failures: [], now });
    return {
        ...report,
        json: { at, numbers: changed, gone },
        lines: (style) => [
            ...(before === undefined || changed.length > 0 ? lines(style) : []),
            ...gone.map((id) => style.doubtful(`${id} is no longer listed`)),
        ],
        isOneOfMany: true,
    };
}
