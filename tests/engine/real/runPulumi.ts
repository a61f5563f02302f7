import { execFile } from "node:child_process";

import { executableOnPath } from "./executableOnPath";

/** What a command of the command line did. */
export interface CommandResult {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** Where and with what environment the command line runs. */
export interface CommandSurroundings {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    /** One Ctrl-C, as soon as it settles. */
    readonly interruptWhen?: Promise<unknown>;
}

// The output of a preview of a thousand resources is a few megabytes.
const maxOutputBytes = 256 * 1024 * 1024;

/** Path of the `pulumi` on PATH; `undefined` where there is none. */
export function pulumiOnPath(): string | undefined {
    const names = process.platform === "win32" ? ["pulumi.exe", "pulumi.cmd"] : ["pulumi"];
    return executableOnPath(...names);
}

/** Runs the command line and waits for its end; a failing command is no error here. */
export async function runPulumi(
    command: string,
    args: readonly string[],
    { cwd, env, interruptWhen }: CommandSurroundings,
): Promise<CommandResult> {
    const options = { cwd, env, maxBuffer: maxOutputBytes };
    return await new Promise((resolve) => {
        const child = execFile(command, args, options, (error, stdout, stderr) => {
            const code = error === null ? 0 : error.code;
            resolve({ exitCode: typeof code === "number" ? code : -1, stdout, stderr });
        });
        void interruptWhen?.then(() => child.kill("SIGINT"));
    });
}
