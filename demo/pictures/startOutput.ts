import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { storyProcess } from "../../tests/engine/demo/storyProcess";

/**
 * The output of `npm start`, in colours, without `pulumi` on the PATH. It is the same on every
 * machine, except for its port and times.
 */
export async function startOutput(): Promise<string> {
    const tempDir = mkdtempSync(path.join(tmpdir(), "pictures-"));
    const env = { PATH: pathWithoutPulumi(), FORCE_COLOR: "1" };
    try {
        const { exitCode, output } = await storyProcess(tempDir, [], env);
        if (exitCode !== 0) throw new Error(`npm start failed:\n${output}`);
        return output;
    } finally {
        rmSync(tempDir, { recursive: true, force: true });
    }
}

function pathWithoutPulumi(): string {
    return (process.env["PATH"] ?? "")
        .split(path.delimiter)
        .filter(
            (folder) => !["pulumi", "pulumi.exe"].some((it) => existsSync(path.join(folder, it))),
        )
        .join(path.delimiter);
}
