import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { CommandFailure } from "../CommandFailure";
import { makeFolder } from "../writeImport";

/**
 * Writes files into a folder.
 *
 * @param files - the bytes by their paths in the folder.
 * @throws CommandFailure where one cannot be written.
 */
export function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
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
