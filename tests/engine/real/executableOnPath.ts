import { accessSync, constants } from "node:fs";
import path from "node:path";

/** Path of the first command of these names on the PATH; `undefined` if there is none. */
export function executableOnPath(...names: readonly string[]): string | undefined {
    return (process.env["PATH"] ?? "")
        .split(path.delimiter)
        .filter((folder) => folder !== "")
        .flatMap((folder) => names.map((name) => path.join(folder, name)))
        .find(isExecutable);
}

/** Says whether there is a file that can be run. */
export function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}
