import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";

import type { Program, ProgramOptions } from "./Program";

/** An unmodified program in Pulumi's own runner, in a process of its own. */
export class ProgramProcess implements Program {
    readonly #child: ChildProcess;
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

    kill(): void {
        if (this.#child.exitCode === null) this.#child.kill("SIGKILL");
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
