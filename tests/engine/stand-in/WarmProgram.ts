import type { Program, ProgramOptions } from "./Program";
import { WarmRunner } from "./WarmRunner";

// Runners that wait for their next program.
const idle: WarmRunner[] = [];

/**
 * An unmodified program in Pulumi's own runner. Its process has already loaded Pulumi's library,
 * which is most of the cost of a run. The process runs one program after another as long as they
 * succeed. A program that fails or is killed ends the process, too.
 */
export class WarmProgram implements Program {
    readonly ended: Promise<number>;
    readonly #runner: WarmRunner;
    #isOver = false;

    constructor(options: ProgramOptions) {
        const { project, diagnostics } = options;
        this.#runner = idle.pop() ?? new WarmRunner();
        const env = { ...options.env, ...settingsOf(options) };
        const print = (line: string): void => {
            diagnostics.add("info", "", line);
        };
        this.ended = this.#runner
            .run({ cwd: project.cwd, entry: project.entry, env }, print)
            .then((exitCode) => {
                this.#isOver = true;
                if (exitCode === 0) idle.push(this.#runner);
                return exitCode;
            });
    }

    kill(): void {
        if (!this.#isOver) this.#runner.kill();
    }
}

// The runner of one program sets these from its arguments.
function settingsOf({
    project,
    stack,
    dryRun,
    address,
}: ProgramOptions): Readonly<Record<string, string>> {
    return {
        PULUMI_NODEJS_ORGANIZATION: "organization",
        PULUMI_NODEJS_PROJECT: project.name,
        PULUMI_NODEJS_ROOT_DIRECTORY: project.root,
        PULUMI_NODEJS_STACK: stack,
        ...(dryRun ? { PULUMI_NODEJS_DRY_RUN: "true" } : {}),
        PULUMI_NODEJS_PARALLEL: "16",
        PULUMI_NODEJS_MONITOR: address,
        PULUMI_NODEJS_ENGINE: address,
    };
}
