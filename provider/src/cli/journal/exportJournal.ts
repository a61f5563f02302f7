import { renameSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";

import { reasonOf } from "../../journal/JournalFile";
import type { JournalCopy } from "../../journal/RequestJournal";
import { CommandFailure } from "../CommandFailure";
import { commandConfiguration, type ConnectionOptions } from "../connect";
import { openJournal } from "../openJournal";
import type { Report } from "../Report";
import type { Shell } from "../Shell";
import { exportText } from "./JournalExport";

/** The options of `journal export`. */
export interface ExportOptions extends Pick<ConnectionOptions, "graphUrl"> {
    readonly output?: string;
}

/**
 * Writes the journals of all numbers as one text. It names what cannot be read, and writes all
 * else: a pipeline keeps what it can.
 */
export async function exportJournal(shell: Shell, options: ExportOptions): Promise<Report> {
    const { surroundings } = shell;
    const journal = await openJournal(surroundings, commandConfiguration(shell, options).graphUrl);
    const numbers = new Map<string, JournalCopy>();
    const unreadable: string[] = [];
    for (const phoneNumberId of journal.numbers()) {
        try {
            numbers.set(phoneNumberId, journal.copyOf(phoneNumberId));
        } catch (error) {
            unreadable.push(`${phoneNumberId}: ${reasonOf(error)}`);
        }
    }
    const text = exportText({ world: basename(journal.folder), numbers });
    const { output } = options;
    if (output !== undefined) writeWhole(resolve(surroundings.folder, output), text);
    for (const one of unreadable) {
        shell.progress(`Cannot read the journal of ${one}. It is not in the export.`);
    }
    const summary = { numbers: [...numbers.keys()], unreadable, output };
    return {
        json: output === undefined ? { ...summary, export: text } : summary,
        lines: (style) =>
            output === undefined
                ? [text.trimEnd()]
                : [style.good(`Wrote the journal of ${countOf(numbers.size)} to ${output}.`)],
        exitCode: unreadable.length === 0 ? 0 : 1,
    };
}

/** `1 number`, `3 numbers`. */
export function countOf(numbers: number): string {
    return `${numbers} ${numbers === 1 ? "number" : "numbers"}`;
}

/** All or nothing: a run that is stopped in between leaves the export before it. */
function writeWhole(path: string, text: string): void {
    try {
        writeFileSync(`${path}.next`, text, { mode: 0o600 });
        renameSync(`${path}.next`, path);
    } catch (error) {
        const cause = `${reasonOf(error)}. Give --output a file in a folder that can be written`;
        throw new CommandFailure("write the export", cause);
    }
}
