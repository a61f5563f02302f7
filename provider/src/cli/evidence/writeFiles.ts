import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { CommandFailure } from "../CommandFailure";
import { makeFolder } from "../writeImport";
import { DECLARED_FILE, ENVELOPE_FILE, PAGE_FILE, STAMP_FILE } from "./evidenceFiles";

/**
 * Writes the files of an evidence into a folder, and replaces those of an earlier one.
 *
 * @param files - the bytes by their paths in the folder.
 * @throws CommandFailure if one cannot be written.
 */
export function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
    for (const file of ownFilesIn(folder)) rmSync(file, { force: true });
    for (const [name, bytes] of files) {
        const path = join(folder, name);
        try {
            makeFolder(dirname(path));
            writeFileSync(path, bytes);
        } catch (thrown) {
            const word = (thrown as NodeJS.ErrnoException).code ?? "it failed";
            throw new CommandFailure(
                `write ${path}`,
                `${word}. Name a folder that can be written with --output`,
            );
        }
    }
}

/** Every file of an evidence, and nothing that somebody else may have put there. */
function ownFilesIn(folder: string): readonly string[] {
    const answers = join(folder, "answers");
    const kept = existsSync(answers) ? readdirSync(answers) : [];
    return [
        ...[ENVELOPE_FILE, STAMP_FILE, PAGE_FILE, DECLARED_FILE].map((name) => join(folder, name)),
        ...kept
            .filter((name) => /^\d+\.(number|settings)\.json$/.test(name))
            .map((name) => join(answers, name)),
    ];
}
