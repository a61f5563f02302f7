import { execFile } from "node:child_process";

import { executableOnPath } from "./executableOnPath";

/** The result of a command of the command line. */
export interface CommandResult {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** The folder and the environment of the command line. */
export interface CommandSurroundings {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    /** One Ctrl-C, when it settles. */
    readonly interruptWhen?: Promise<unknown>;
}

// The output of a preview of a thousand resources is a few megabytes.
const maxOutputBytes = 256 * 1024 * 1024;

/** Path of the `pulumi` on the PATH; `undefined` if there is none. */
export function pulumiOnPath(): string | undefined {
    const names = process.platform === "win32" ? ["pulumi.exe", "pulumi.cmd"] : ["pulumi"];
    return executableOnPath(...names);
}

/** Runs the command line and waits for its end. A failing command is no error here. */
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
