import { spawn } from "node:child_process";
import path from "node:path";

import { outputOf } from "../../chaos/outputOf";

const root = path.resolve(__dirname, "../../..");

/** The story in a process of its own. */
export interface StoryProcess {
    readonly exitCode: number | null;
    /** Standard output and standard error. */
    readonly output: string;
}

/**
 * Tells the story as `npm start` does after the build, without a terminal.
 *
 * @param tempDir - the folder for temporary files
 * @param args - the arguments of the story
 * @param env - variables in addition to those of this process
 */
export function storyProcess(
    tempDir: string,
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
): Promise<StoryProcess> {
    const temp = { TMPDIR: tempDir, TEMP: tempDir, TMP: tempDir };
    const child = spawn(process.execPath, ["-r", "ts-node/register", "demo/story.ts", ...args], {
        cwd: root,
        env: { ...process.env, FORCE_COLOR: undefined, ...temp, ...env },
        stdio: ["ignore", "pipe", "pipe"],
    });
    const output = outputOf(child);
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (exitCode) => {
            resolve({ exitCode, output: output() });
        });
    });
}
