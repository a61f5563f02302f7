import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";

import { cleanEnvironment } from "../cleanEnvironment";

/** The order for a runner. */
export interface WarmRun {
    /** Folder of the program. */
    readonly cwd: string;
    /** The argument for the runner: a file, or "." for the folder. */
    readonly entry: string;
    readonly env: Readonly<Record<string, string>>;
}

/** A message of a runner: a line that the program printed, or that the program has succeeded. */
export type WarmReport = { readonly line: string } | { readonly exitCode: 0 };

/** A process that runs programs, one at a time. */
export class WarmRunner {
    readonly #child: ChildProcess;

    constructor() {
        this.#child = fork(path.join(__dirname, "runWarm.ts"), [], {
            env: cleanEnvironment({}),
            execArgv: ["--require", "ts-node/register/transpile-only"],
        });
        this.#waitFor(false);
    }

    /** Runs a program to its end. Returns its exit code, or -1 if it was killed. */
    async run(run: WarmRun, onLine: (line: string) => void): Promise<number> {
        this.#waitFor(true);
        const exitCode = await new Promise<number>((resolve, reject) => {
            this.#child.on("message", (report: WarmReport) => {
                if ("line" in report) onLine(report.line);
                else resolve(report.exitCode);
            });
            this.#child.once("error", reject);
            this.#child.once("exit", (code) => {
                resolve(code ?? -1);
            });
            this.#child.send(run);
        });
        this.#child.removeAllListeners();
        this.#waitFor(false);
        return exitCode;
    }

    /** Ends it at once, together with the program. */
    kill(): void {
        this.#child.kill("SIGKILL");
    }

    // Nobody waits for an idle runner. It ends with the process that started it.
    #waitFor(isBusy: boolean): void {
        if (isBusy) this.#child.ref();
        else this.#child.unref();
        if (isBusy) this.#child.channel?.ref();
        else this.#child.channel?.unref();
    }
}
