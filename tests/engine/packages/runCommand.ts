import { execFile } from "node:child_process";
import process from "node:process";

// Long enough for an install with an empty cache over a slow line.
const defaultTimeoutMs = 110_000;
const maxOutputBytes = 16 * 1024 * 1024;

/** The result of a command. */
export interface CommandOutcome {
    /** -1 if it was ended from outside or could not be started. */
    readonly exitCode: number;
    readonly output: string;
}

/** Runs a command to its end. A failing command is no error here. */
export async function runCommand(
    command: readonly [string, ...string[]],
    options: { readonly cwd: string; readonly timeoutMs?: number },
): Promise<CommandOutcome> {
    const [file, ...args] = command;
    return await new Promise((resolve) => {
        const settings = {
            cwd: options.cwd,
            env: packageManagerEnvironment(),
            timeout: options.timeoutMs ?? defaultTimeoutMs,
            maxBuffer: maxOutputBytes,
        };
        execFile(file, args, settings, (error, stdout, stderr) => {
            const code = error === null ? 0 : error.code;
            resolve({
                exitCode: typeof code === "number" ? code : -1,
                output: `${stdout}${stderr}`,
            });
        });
    });
}

/** Runs a command that must succeed, and returns its output. */
export async function runToSuccess(
    command: readonly [string, ...string[]],
    cwd: string,
): Promise<string> {
    const { exitCode, output } = await runCommand(command, { cwd });
    if (exitCode === 0) return output;
    throw new Error(`"${command.join(" ")}" ended with ${exitCode}: ${output.slice(-2_000)}`);
}

// Package managers must not inherit what measures this run. Their own settings may be in the
// environment.
function packageManagerEnvironment(): NodeJS.ProcessEnv {
    return { ...process.env, NODE_V8_COVERAGE: undefined, NODE_OPTIONS: undefined };
}
