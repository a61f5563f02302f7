import type { Command } from "commander";

import type { Report } from "../shell/Report";
import type { Shell } from "../shell/Shell";
import type { NumberRow } from "./NumberRow";
import { numberReport } from "./numberReport";

/** How numbers are watched. */
export interface Watch {
    /** Between two readings, in milliseconds. */
    readonly intervalMs: number;
    /** Reads the numbers. */
    readonly read: () => Promise<readonly NumberRow[]>;
}

/**
 * Reads numbers again and again until it is interrupted, and prints them whenever something has
 * changed: the first time all of them, then those that read otherwise.
 */
export async function watchNumbers(
    shell: Shell,
    command: Command,
    { intervalMs, read }: Watch,
): Promise<void> {
    const { now, nextInterrupt, sleep } = shell.surroundings;
    const signal = nextInterrupt();
    let before: ReadonlyMap<string, string> = new Map();
    for (let isFirst = true; !signal.aborted; isFirst = false) {
        const rows = await read();
        const changed = rows.filter((row) => before.get(row.phoneNumberId) !== textOf(row));
        const at = now().toISOString();
        if (!isFirst && changed.length > 0) shell.progress(`Changed at ${at}:`);
        if (isFirst || changed.length > 0) shell.print(command, reportAt(at, changed));
        before = new Map(rows.map((row) => [row.phoneNumberId, textOf(row)]));
        await sleep(intervalMs, signal);
    }
}

function reportAt(at: string, rows: readonly NumberRow[]): Report {
    return { ...numberReport(rows), json: { at, numbers: rows }, isOneOfMany: true };
}

function textOf(row: NumberRow): string {
    return JSON.stringify(row);
}
