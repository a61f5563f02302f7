import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

import { root } from "../../../release/packages";

const run = promisify(execFile);

/** The files of a package, as a command of npm lists them. */
export async function packedFiles(
    folder: string,
    command: "pack" | "publish",
): Promise<readonly string[]> {
    const args = [command, "--dry-run", "--json", "--ignore-scripts", "--loglevel=error"];
    const { stdout } = await run("npm", args, { cwd: path.join(root, folder) });
    return filesIn(JSON.parse(stdout) as Packed).sort();
}

interface Packed {
    readonly files?: readonly { readonly path: string }[];
}

// By its version, npm answers with a list, with the package, or with packages by name.
function filesIn(answer: Packed | Readonly<Record<string, Packed>>): string[] {
    const candidates: readonly Packed[] = [answer, ...(Object.values(answer) as Packed[])];
    const files = candidates.find((item) => Array.isArray(item.files))?.files;
    if (files === undefined) throw new Error("npm named no files");
    return files.map((file) => file.path);
}
