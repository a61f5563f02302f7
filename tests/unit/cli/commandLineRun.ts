import { runCommandLine } from "../../../provider/src/cli/runCommandLine";
import type { Surroundings } from "../../../provider/src/cli/Shell";

/** The result of a command line. */
export interface CommandLineRun {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** The surroundings of the process that a spec can set. */
export interface RunOptions extends Partial<Pick<Surroundings, "env" | "folder" | "sleep">> {
    readonly now?: string;
    readonly signal?: AbortSignal;
    readonly isTerminal?: boolean;
}

/** Runs a command line in this process and keeps its output. */
export async function commandLineRun(
    args: readonly string[],
    options: RunOptions = {},
): Promise<CommandLineRun> {
    const written = { stdout: "", stderr: "" };
    const outputTo = (name: keyof typeof written) => ({
        isTerminal: options.isTerminal ?? false,
        write: (text: string) => {
            written[name] += text;
        },
    });
    const { env = {}, folder = "/nowhere", sleep = () => Promise.resolve() } = options;
    const exitCode = await runCommandLine(args, {
        env,
        folder,
        sleep,
        nextInterrupt: () => options.signal ?? new AbortController().signal,
        now: () => new Date(options.now ?? "2026-11-22T12:00:00.000Z"),
        stdout: outputTo("stdout"),
        stderr: outputTo("stderr"),
    });
    return { exitCode, ...written };
}
