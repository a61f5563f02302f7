import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";

import { reasonOf } from "../../journal/JournalFile";
import { describeOwner, NumberLock } from "../../journal/NumberLock";
import type { JournalCopy, RequestJournal } from "../../journal/RequestJournal";
import { CommandFailure, readTextFile } from "../CommandFailure";
import { commandConfiguration, type ConnectionOptions } from "../connect";
import { openJournal } from "../openJournal";
import type { Report } from "../Report";
import type { Shell } from "../Shell";
import { countOf } from "./exportJournal";
import { exportFrom, type ReadExport } from "./JournalExport";

/** The options of `journal import`. */
export interface ImportOptions extends Pick<ConnectionOptions, "graphUrl"> {
    readonly allowMissing?: boolean;
}

/** Adds an export to the journal, number by number, each under its lock. */
export async function importJournal(
    shell: Shell,
    file: string,
    options: ImportOptions,
): Promise<Report> {
    const { surroundings } = shell;
    const { folder } = surroundings;
    if (options.allowMissing === true && !existsSync(resolve(folder, file))) return missing(file);
    const journal = await openJournal(surroundings, commandConfiguration(shell, options).graphUrl);
    const text = readTextFile({ folder, path: file, option: "the command" });
    const read = usable(file, exportFrom(text), basename(journal.folder));
    const added: Record<string, number> = {};
    for (const [phoneNumberId, copy] of read.numbers) {
        added[phoneNumberId] = await takeIn(shell, journal, { phoneNumberId, copy });
    }
    const { damaged } = read;
    const lines = Object.values(added).reduce((sum, count) => sum + count, 0);
    const loss =
        damaged === 0
            ? []
            : [
                  `${damaged} of its lines are missing or unreadable: what they said is not known. ` +
                      "Import an older export as well, or wait 73 hours before relying on the count.",
              ];
    return {
        json: { numbers: added, damaged },
        lines: (style) => [
            style.good(
                `Imported ${lines} new ${lines === 1 ? "line" : "lines"} of ${countOf(read.numbers.size)}.`,
            ),
            ...loss.map((line) => style.bad(line)),
        ],
        exitCode: damaged === 0 ? 0 : 1,
    };
}

function missing(file: string): Report {
    const text = `There is no ${file}: nothing was imported. Only the state knows what earlier runs sent.`;
    return {
        json: { numbers: {}, damaged: 0, missing: true },
        lines: (style) => [style.doubtful(text)],
        exitCode: 0,
    };
}

function usable(file: string, read: ReadExport | undefined, world: string): ReadExport {
    if (read === undefined) {
        throw new CommandFailure(
            `read ${file}`,
            'it is not an export of a journal. Make one with "pulumi-whatsapp journal export --output <file>"',
        );
    }
    if (read.world === world) return read;
    throw new CommandFailure(
        `import ${file}`,
        `it is of "${read.world}", and the journal here is of "${world}": these are not the same ` +
            "numbers. Give --graph-url the address that both belong to",
    );
}

// A move may pause for five minutes; after a longer wait a person should look.
const WAIT_MS = 20 * 60_000;

async function takeIn(
    shell: Shell,
    journal: RequestJournal,
    { phoneNumberId, copy }: { readonly phoneNumberId: string; readonly copy: JournalCopy },
): Promise<number> {
    const attempt = `import the journal of ${phoneNumberId}`;
    const lock = new NumberLock(journal.folder, phoneNumberId, {
        pid: process.pid,
        stack: undefined,
    });
    const never = new AbortController().signal;
    let waitedMs = 0;
    try {
        await lock.take({
            sleep: (durationMs) => {
                waitedMs += durationMs;
                return shell.surroundings.sleep(durationMs, never);
            },
            onBusy: (owner) => {
                if (waitedMs === 0) {
                    shell.progress(
                        `Waits for another run with ${phoneNumberId}: ${describeOwner(owner)}`,
                    );
                }
                if (waitedMs < WAIT_MS) return Promise.resolve();
                const cause = `another run with it has not ended (${describeOwner(owner)}). Let it end, then import again`;
                return Promise.reject(new CommandFailure(attempt, cause));
            },
        });
        return journal.takeIn(phoneNumberId, copy);
    } catch (error) {
        if (error instanceof CommandFailure) throw error;
        throw new CommandFailure(
            attempt,
            `${reasonOf(error)}. Set WHATSAPP_JOURNAL_DIR to a folder that can be read and written`,
        );
    } finally {
        lock.release();
    }
}
