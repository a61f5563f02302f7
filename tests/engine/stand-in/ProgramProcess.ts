import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";

import type { Diagnostics } from "./Diagnostics";
import type { ProjectFile } from "./ProjectFile";

/** How a program is run. */
export interface ProgramOptions {
    readonly project: ProjectFile;
    readonly stack: string;
    readonly dryRun: boolean;
    /** Address of monitor and engine. */
    readonly address: string;
    readonly env: Readonly<Record<string, string>>;
    readonly diagnostics: Diagnostics;
}

// The exit code by which the program's runner says that it has told the user why.
const toldTheUser = 32;

/** An unmodified program in Pulumi's own runner. */
export class ProgramProcess {
    readonly #child: ChildProcess;
    /** Settles when the program has ended: its exit code, -1 when it was killed. */
    readonly ended: Promise<number>;

    constructor(options: ProgramOptions) {
        const { project, diagnostics } = options;
        const require = createRequire(path.join(project.cwd, "package.json"));
        const runner = require.resolve("@pulumi/pulumi/cmd/run");
        this.#child = spawn(process.execPath, [runner, ...argumentsOf(options)], {
            cwd: project.cwd,
            env: options.env,
            stdio: ["ignore", "pipe", "pipe"],
        });
        this.ended = new Promise((resolve) => {
            this.#child.once("close", (code) => {
                resolve(code ?? -1);
            });
        });
        for (const stream of [this.#child.stdout, this.#child.stderr]) {
            if (stream === null) continue;
            createInterface({ input: stream }).on("line", (line) => {
                diagnostics.add("info", "", line);
            });
        }
    }

    /** Ends the program at once, if it still runs. */
    kill(): void {
        if (this.#child.exitCode === null) this.#child.kill("SIGKILL");
    }

    /** What the user is told of an exit code; `undefined` where it was told already. */
    static complaint(exitCode: number): string | undefined {
        if (exitCode === toldTheUser) return undefined;
        return `program failed with exit code ${exitCode}`;
    }
}

function argumentsOf({ project, stack, dryRun, address }: ProgramOptions): readonly string[] {
    return [
        ...["--monitor", address, "--engine", address],
        ...["--organization", "organization", "--project", project.name, "--stack", stack],
        ...["--root-directory", project.root, "--pwd", project.cwd],
        ...(dryRun ? ["--dry-run"] : []),
        ...["--parallel", "16", project.entry],
    ];
}
