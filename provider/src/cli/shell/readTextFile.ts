import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { CommandFailure } from "./CommandFailure";

/** A file that an option names. */
export interface NamedFile {
    /** The folder that a relative path starts from. */
    readonly folder: string;
    /** The path as it was given. */
    readonly path: string;
    /** The option, such as `--state`. */
    readonly option: string;
}

/**
 * Reads a text file.
 *
 * @throws CommandFailure that names the option and the path.
 */
export function readTextFile({ folder, path, option }: NamedFile): string {
    try {
        return readFileSync(resolve(folder, path), "utf8");
    } catch (thrown) {
        const word = (thrown as NodeJS.ErrnoException).code;
        const cause = word === "ENOENT" ? "there is no such file" : (word ?? "it failed");
        throw new CommandFailure(
            `read ${path}`,
            `${cause}. Give ${option} a file that can be read`,
        );
    }
}
