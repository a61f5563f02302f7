import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { runToSuccess } from "./runCommand";
import { runFolder } from "./runFolder";

const root = path.join(__dirname, "..", "..", "..");

/** An earlier version number, for upgrades. */
export const olderVersion = "0.0.9";

/** The packages as a registry would have them: the paths of the packed files. */
export interface PackedPackages {
    readonly provider: string;
    /** The provider under an older version number. */
    readonly olderProvider: string;
    readonly simulator: string;
    readonly policy: string;
    /** A component library that brings the provider as its own dependency. */
    readonly componentLibrary: string;
}

let packed: Promise<PackedPackages> | undefined;

/** Packs the built packages, once for each run. */
export function packedPackages(): Promise<PackedPackages> {
    packed ??= pack();
    return packed;
}

/** The version of a package in this workspace, by its name. */
export function workspaceVersion(name: string): string {
    return manifestIn(path.join(root, "node_modules", name)).version;
}

/** The manifest of a package in a folder. */
export function manifestIn(folder: string): {
    readonly version: string;
    readonly peerDependencies?: Readonly<Record<string, string>>;
} {
    return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as ReturnType<
        typeof manifestIn
    >;
}

async function pack(): Promise<PackedPackages> {
    const provider = path.join(root, "provider");
    return {
        provider: await packFolder(provider),
        olderProvider: await packFolder(withVersion(provider, olderVersion)),
        simulator: await packFolder(path.join(root, "simulator")),
        policy: await packFolder(path.join(root, "policy")),
        componentLibrary: await packFolder(
            path.join(root, "tests", "upgrade", "numbers-component"),
        ),
    };
}

function withVersion(folder: string, version: string): string {
    const copy = runFolder("older");
    cpSync(folder, copy, { recursive: true });
    // The pages are already in this folder. The script that copies them would not find them from
    // here.
    const manifest = { ...manifestIn(folder), version, scripts: {} };
    writeFileSync(path.join(copy, "package.json"), JSON.stringify(manifest));
    return copy;
}

async function packFolder(folder: string): Promise<string> {
    const destination = runFolder("packed");
    const command = ["npm", "pack", "--json", "--pack-destination", destination] as const;
    const text = await runToSuccess([...command], folder);
    const file = /"filename":\s*"([^"]+)"/.exec(text)?.[1];
    if (file === undefined) throw new Error(`npm pack named no file: ${text}`);
    return path.join(destination, file);
}
