import { spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(__dirname, "../../..");

/** A telling of the story in a process of its own. */
export interface StoryProcess {
    readonly exitCode: number | null;
    /** Standard output and standard error. */
    readonly output: string;
}

/**
 * Tells the story as `npm start` does once everything is built, without a terminal.
 *
 * @param tempDir - the folder for temporary files
 * @param args - arguments of the story
 */
export function storyProcess(tempDir: string, args: readonly string[] = []): Promise<StoryProcess> {
    const child = spawn(process.execPath, ["-r", "ts-node/register", "demo/story.ts", ...args], {
        cwd: root,
        env: { ...process.env, TMPDIR: tempDir, TEMP: tempDir, TMP: tempDir },
        stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (exitCode) => {
            resolve({ exitCode, output });
        });
    });
}
