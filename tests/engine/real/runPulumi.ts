import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";

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
}

// The output of a preview of a thousand resources is a few megabytes.
const maxOutputBytes = 256 * 1024 * 1024;

/** Path of the `pulumi` on PATH; `undefined` where there is none. */
export function pulumiOnPath(): string | undefined {
    const names = process.platform === "win32" ? ["pulumi.exe", "pulumi.cmd"] : ["pulumi"];
    const folders = (process.env["PATH"] ?? "")
        .split(path.delimiter)
        .filter((folder) => folder !== "");
    return folders
        .flatMap((folder) => names.map((name) => path.join(folder, name)))
        .find(isExecutable);
}

/** Runs the command line and waits for its end; a failing command is no error here. */
export async function runPulumi(
    command: string,
    args: readonly string[],
    surroundings: CommandSurroundings,
): Promise<CommandResult> {
    const options = { ...surroundings, maxBuffer: maxOutputBytes };
    return await new Promise((resolve) => {
        execFile(command, args, options, (error, stdout, stderr) => {
            const code = error === null ? 0 : error.code;
            resolve({ exitCode: typeof code === "number" ? code : -1, stdout, stderr });
        });
    });
}

function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}
