import { execFile } from "node:child_process";
import process from "node:process";

// An install from an empty cache over a slow line.
const defaultTimeoutMs = 110_000;
const maxOutputBytes = 16 * 1024 * 1024;

/** What a command did. */
export interface CommandOutcome {
    /** -1 where it was ended from outside or could not be started. */
    readonly exitCode: number;
    readonly output: string;
}

/** Runs a command to its end; one that fails is no error here. */
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

/** Runs a command that has to succeed and hands back what it printed. */
export async function runToSuccess(
    command: readonly [string, ...string[]],
    cwd: string,
): Promise<string> {
    const { exitCode, output } = await runCommand(command, { cwd });
    if (exitCode === 0) return output;
    throw new Error(`"${command.join(" ")}" ended with ${exitCode}: ${output.slice(-2_000)}`);
}

// What measures this run is not for package managers; their own settings may be in the environment.
function packageManagerEnvironment(): NodeJS.ProcessEnv {
    return { ...process.env, NODE_V8_COVERAGE: undefined, NODE_OPTIONS: undefined };
}
