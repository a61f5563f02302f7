import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

let folder: string | undefined;

/** A folder inside the one temporary folder of this run. It is removed when the run ends. */
export function runFolder(...names: readonly string[]): string {
    folder ??= newFolder();
    const found = path.join(folder, ...names);
    mkdirSync(found, { recursive: true });
    return found;
}

function newFolder(): string {
    const made = mkdtempSync(path.join(tmpdir(), "packages-"));
    process.once("exit", () => {
        rmSync(made, { recursive: true, force: true });
    });
    return made;
}
