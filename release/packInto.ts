import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { packPlugin } from "../plugin/scripts/packPlugin";
import { packageFolders, root } from "./packages";

/** The file of checksums, in the form of `sha256sum`. */
export const checksumFile = "SHA256SUMS";

/**
 * Packs every package and the native plugin into a folder, and writes the checksums of all files in
 * it. Everything must be built.
 */
export async function packInto(folder: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    const workspaces = packageFolders.flatMap((name) => ["--workspace", name]);
    const args = ["pack", ...workspaces, "--pack-destination", path.resolve(folder)];
    execFileSync("npm", [...args, "--loglevel=error"], { cwd: root, stdio: "ignore" });
    await packPlugin(folder);
    writeFileSync(path.join(folder, checksumFile), checksumsIn(folder));
}

function checksumsIn(folder: string): string {
    return readdirSync(folder)
        .filter((name) => name !== checksumFile)
        .sort()
        .map((name) => {
            const digest = createHash("sha256").update(readFileSync(path.join(folder, name)));
            return `${digest.digest("hex")}  ${name}\n`;
        })
        .join("");
}
