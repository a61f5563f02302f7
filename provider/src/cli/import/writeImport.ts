import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

import { CommandFailure } from "../CommandFailure";
import { importFileText } from "./importFileText";
import type { ImportedNumber } from "./importPlanOf";
import type { ImportFiles } from "./importReport";
import { programText } from "./programText";

/** Where an import is written. */
export interface ImportTarget {
    /** The folder of the process. */
    readonly folder: string;
    /** The folder that the user names, from there. */
    readonly output: string;
    /** Whether files that are there already are written over. */
    readonly overwrite: boolean;
}

/** The names of both files as the user may open them. */
export function importFilesIn({ folder, output }: ImportTarget): ImportFiles {
    const module = relative(folder, resolve(folder, output, "registrations"))
        .split(sep)
        .join("/");
    return {
        importFile: join(output, "import.json"),
        program: join(output, "registrations.ts"),
        specifier: module.startsWith("../") ? module : `./${module}`,
    };
}

/**
 * Refuses to write over files before anything is asked of Meta.
 *
 * @throws CommandFailure that names the file.
 */
export function refuseToOverwrite(target: ImportTarget): void {
    if (target.overwrite) return;
    const { importFile, program } = importFilesIn(target);
    const taken = [importFile, program].find((file) => existsSync(resolve(target.folder, file)));
    if (taken === undefined) return;
    throw new CommandFailure(
        `write ${taken}`,
        "it is there already. Move it away, name another folder with --output, or add --overwrite",
    );
}

/**
 * Writes both files.
 *
 * @throws CommandFailure where the folder cannot be written.
 */
export function writeImport(target: ImportTarget, numbers: readonly ImportedNumber[]): void {
    const { importFile, program } = importFilesIn(target);
    try {
        makeFolder(resolve(target.folder, target.output));
        writeFileSync(resolve(target.folder, importFile), importFileText(numbers));
        writeFileSync(resolve(target.folder, program), programText(numbers));
    } catch (thrown) {
        const word = (thrown as NodeJS.ErrnoException).code ?? "it failed";
        throw new CommandFailure(
            `write ${importFile} and ${program}`,
            `${word}. Name a folder that can be written with --output`,
        );
    }
}

/**
 * Makes a folder and its parents, one by one. Node's own `recursive` never ends where a folder that
 * exists takes no other one and says ENOENT, as procfs does (Node 24.21, seen 2026-11-22).
 */
function makeFolder(path: string): void {
    if (existsSync(path)) return;
    makeFolder(dirname(path));
    mkdirSync(path);
}
