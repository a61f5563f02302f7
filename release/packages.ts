import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The folder of the repository. */
export const root = path.join(__dirname, "..");

/** The folders of the packages that are published. */
export const packageFolders = ["provider", "simulator", "policy"] as const;

/** The parts of a package.json that a release reads. */
export interface Manifest {
    readonly name: string;
    readonly version: string;
    readonly repository?: unknown;
    readonly bugs?: unknown;
    readonly homepage?: unknown;
}

/** The package.json in a folder of the repository. */
export function manifestOf(folder: string): Manifest {
    return JSON.parse(readFileSync(fileOf(folder), "utf8")) as Manifest;
}

/** Writes a package.json in a folder of the repository. */
export function writeManifest(folder: string, manifest: Manifest): void {
    writeFileSync(fileOf(folder), `${JSON.stringify(manifest, undefined, 4)}\n`);
}

function fileOf(folder: string): string {
    return path.join(root, folder, "package.json");
}
