import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stdout } from "node:process";

import { outputOf } from "../chaos/outputOf";
import { descendantsOf, signal } from "../chaos/ProcessTree";
import { cleanEnvironment } from "../engine/cleanEnvironment";
import { actions } from "./actions";
import { filledIn, isMet, type Scope } from "./expressions";
import type { GitHub } from "./GitHub";
import type { PulumiCommand } from "./PulumiCommand";
import { type JobFile, type StepFile, workflowIn, type WorkflowFile } from "./WorkflowFile";

const workflowsFolder = ".github/workflows";
const shims = path.join(__dirname, "machine", "bin");
const preload = path.join(__dirname, "machine", "preload.cjs");

/** What starts a run. */
export interface RunOrder {
    /** The name of its file, such as `merge.yml`. */
    readonly workflow: string;
    readonly event: { readonly name: string; readonly payload?: object };
    /** The commit whose files the run uses. */
    readonly sha: string;
    readonly ref: string;
    /** The machine is switched off in the step of that name, when the promise settles. */
    readonly offAt?: { readonly step: string; readonly when: Promise<unknown> };
}

/** The result of a step. */
export interface StepResult {
    readonly name: string;
    readonly outcome: "success" | "failure" | "skipped";
    readonly exitCode?: number;
    readonly output: string;
}

/** The result of a run. */
export interface RunResult {
    readonly conclusion: "success" | "failure" | "machine lost";
    readonly jobs: readonly string[];
    readonly steps: readonly StepResult[];
    /** The text that the steps wrote for the page of the run. */
    readonly summary: string;
}

/** The machine of a run. Each job gets a new one, and everything on its disk is lost afterwards. */
export interface Machine {
    /** The folder that stands for its disk. */
    readonly folder: string;
    /** The bare repository. */
    readonly repository: string;
    readonly github: GitHub;
    readonly pulumi: PulumiCommand;
    readonly graphUrl: string;
    /** How far the clock of the story is ahead. */
    readonly clockOffsetMs: () => number;
    /** The folder of the journal. Without it the journal is on the machine's own disk. */
    readonly journalFolder: () => string | undefined;
}

class MachineLost extends Error {}

const announced = new Set<string>();

/** Runs workflows from their files, as a runner of GitHub does. */
export class Runner {
    readonly #machine: Machine;

    constructor(machine: Machine) {
        this.#machine = machine;
    }

    /** Runs a workflow to its end. */
    async run(order: RunOrder): Promise<RunResult> {
        const steps: StepResult[] = [];
        const jobs: string[] = [];
        const summary: string[] = [];
        const record = { steps, jobs, summary };
        try {
            const hasFailed = await this.#workflow(order, record);
            return {
                ...record,
                conclusion: hasFailed ? "failure" : "success",
                summary: summary.join(""),
            };
        } catch (thrown) {
            if (!(thrown instanceof MachineLost)) throw thrown;
            return { ...record, conclusion: "machine lost", summary: "" };
        }
    }

    /** Runs its jobs one after the other. Returns whether one failed. */
    async #workflow(order: RunOrder, record: RunRecord): Promise<boolean> {
        const file = this.#fileOf(order);
        const run_id = this.#machine.github.newId();
        const needs: Record<string, object> = {};
        let hasFailed = false;
        for (const [name, job] of Object.entries(file.jobs)) {
            const { github, vars } = this.#contexts(order, run_id);
            const scope = { contexts: { github, vars, needs }, hasFailed };
            if (!isMet(job.if, scope)) continue;
            record.jobs.push(name);
            if (job.uses !== undefined) {
                const workflow = path.basename(job.uses);
                hasFailed = (await this.#workflow({ ...order, workflow }, record)) || hasFailed;
                continue;
            }
            const ended = await this.#job({ order, file, job, run_id, record });
            needs[name] = {
                outputs: ended.outputs,
                result: ended.hasFailed ? "failure" : "success",
            };
            hasFailed ||= ended.hasFailed;
        }
        return hasFailed;
    }

    #fileOf({ workflow, sha }: RunOrder): WorkflowFile {
        const { repository, folder } = this.#machine;
        const clone = mkdtempSync(path.join(folder, "workflow-"));
        const context = { ...this.#github({ name: "", payload: {} }, 0), sha };
        void actions["actions/checkout"]?.run({
            github: this.#machine.github,
            context,
            repository,
            workspace: path.join(clone, "tree"),
            inputs: {},
            env: {},
        });
        const file = workflowIn(path.join(clone, "tree", workflowsFolder, workflow));
        rmSync(clone, { recursive: true });
        return file;
    }

    async #job(play: JobPlay): Promise<{
        readonly hasFailed: boolean;
        readonly outputs: Readonly<Record<string, string>>;
    }> {
        const disk = new Disk(this.#machine.folder);
        const { file, job, order, run_id, record } = play;
        const contexts = { ...this.#contexts(order, run_id), steps: {}, env: {} };
        const state: JobState = { scope: { contexts, hasFailed: false }, added: {}, disk };
        const base = { ...file.env, ...job.env };
        for (const step of job.steps ?? []) {
            const result = await this.#step({ ...play, step, base, state });
            record.steps.push(result);
            noteOutcome(state, step, result);
        }
        record.summary.push(disk.textOf("summary"));
        const outputs = Object.entries(job.outputs ?? {}).map(([key, text]) => [
            key,
            filledIn(text, { ...state.scope, hasFailed: false }),
        ]);
        return {
            hasFailed: state.scope.hasFailed,
            outputs: Object.fromEntries(outputs) as Readonly<Record<string, string>>,
        };
    }

    async #step(play: StepPlay): Promise<StepResult> {
        const { step, state } = play;
        const name = step.name ?? step.uses ?? step.run ?? "";
        if (!isMet(step.if, state.scope)) return { name, outcome: "skipped", output: "" };
        const env = this.#environment(play);
        if (step.uses !== undefined) return await this.#action(step.uses, name, { ...play, env });
        const shell = step.shell ?? play.file.defaults?.run.shell;
        const script = state.disk.write("step.sh", filledIn(step.run ?? "", state.scope));
        // GitHub documents that a named "bash" has pipefail, and that the default shell does not.
        const flags = shell === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
        const offWhen = play.order.offAt?.step === name ? play.order.offAt.when : undefined;
        const { exitCode, output } = await this.#bash([...flags, script], {
            cwd: state.disk.workspace,
            env,
            offWhen,
        });
        return { name, outcome: exitCode === 0 ? "success" : "failure", exitCode, output };
    }

    async #action(
        uses: string,
        name: string,
        { step, state, env, order, run_id }: StepPlay & { readonly env: Texts },
    ): Promise<StepResult> {
        const [action = ""] = uses.split("@");
        const standIn = actions[action];
        if (standIn === undefined) throw new Error(`nothing stands in for ${action}`);
        if (!announced.has(action)) stdout.write(`${action}: ${standIn.says}\n`);
        announced.add(action);
        const inputs = Object.entries(step.with ?? {}).map(([key, value]) => [
            key,
            filledIn(String(value), state.scope),
        ]);
        try {
            await standIn.run({
                github: this.#machine.github,
                context: { ...this.#github(order.event, run_id), sha: order.sha, ref: order.ref },
                repository: this.#machine.repository,
                workspace: state.disk.workspace,
                inputs: Object.fromEntries(inputs) as Texts,
                env,
            });
            return { name, outcome: "success", output: "" };
        } catch (thrown) {
            const output = thrown instanceof Error ? (thrown.stack ?? "") : String(thrown);
            return { name, outcome: "failure", output };
        }
    }

    #environment({ base, step, state, order, run_id }: StepPlay): Texts {
        const { pulumi, graphUrl, clockOffsetMs, journalFolder } = this.#machine;
        const { disk, scope, added } = state;
        const written = Object.entries({ ...base, ...step.env }).map(([key, text]) => [
            key,
            filledIn(text, scope),
        ]);
        const github = this.#github(order.event, run_id);
        const folders = [shims, ...pulumi.folders, path.dirname(process.execPath)];
        return {
            ...cleanEnvironment({ NODE_COMPILE_CACHE: undefined }),
            PATH: [...folders, process.env["PATH"] ?? ""].join(path.delimiter),
            HOME: disk.home,
            TMPDIR: disk.temporary,
            ...pulumi.env,
            // The bucket of the story is a folder. A journal beside it would last.
            WHATSAPP_JOURNAL_DIR: journalFolder() ?? path.join(disk.home, "journal"),
            NODE_OPTIONS: `--require ${preload}`,
            PIPELINE_GRAPH_URL: graphUrl,
            PIPELINE_CLOCK_OFFSET_MS: String(clockOffsetMs()),
            CI: "true",
            GITHUB_ACTIONS: "true",
            GITHUB_SHA: order.sha,
            GITHUB_REF: order.ref,
            GITHUB_REPOSITORY: github.repository,
            GITHUB_SERVER_URL: github.server_url,
            GITHUB_RUN_ID: String(run_id),
            GITHUB_ACTOR: "somebody",
            RUNNER_TEMP: disk.temporary,
            GITHUB_ENV: disk.file("env"),
            GITHUB_OUTPUT: disk.file("output"),
            GITHUB_STEP_SUMMARY: disk.file("summary"),
            ...added,
            ...(Object.fromEntries(written) as Texts),
        };
    }

    #contexts(order: RunOrder, run_id: number) {
        const { github } = this.#machine;
        return {
            github: { ...this.#github(order.event, run_id), sha: order.sha, ref: order.ref },
            vars: github.vars,
            secrets: github.secrets,
        };
    }

    #github({ name, payload = {} }: RunOrder["event"], run_id: number) {
        return {
            event_name: name,
            event: payload,
            repository: "example/whatsapp-numbers",
            server_url: "https://github.example.com",
            run_id,
            run_attempt: 1,
            sha: "",
            ref: "",
        };
    }

    #bash(args: readonly string[], around: BashSurroundings): Promise<Ended> {
        const { cwd, env, offWhen } = around;
        return new Promise((resolve, reject) => {
            const child = spawn("bash", args, {
                cwd,
                env,
                stdio: ["ignore", "pipe", "pipe"],
                detached: true,
            });
            const output = outputOf(child);
            child.once("error", reject);
            child.once("close", (code) => {
                resolve({ exitCode: code ?? -1, output: output() });
            });
            const { pid } = child;
            if (offWhen === undefined || pid === undefined) return;
            void offWhen.then(async () => {
                const below = await descendantsOf(pid);
                signal(-pid, "SIGKILL");
                for (const each of below) signal(each.pid, "SIGKILL");
                await this.#machine.pulumi.kill();
                reject(new MachineLost());
            });
        });
    }
}

type Texts = Readonly<Record<string, string>>;

interface RunRecord {
    readonly steps: StepResult[];
    readonly jobs: string[];
    readonly summary: string[];
}

interface JobPlay {
    readonly order: RunOrder;
    readonly file: WorkflowFile;
    readonly job: JobFile;
    readonly run_id: number;
    readonly record: RunRecord;
}

interface StepPlay extends JobPlay {
    readonly step: StepFile;
    readonly base: Texts;
    readonly state: JobState;
}

interface JobState {
    scope: Scope;
    added: Texts;
    readonly disk: Disk;
}

interface BashSurroundings {
    readonly cwd: string;
    readonly env: Texts;
    readonly offWhen: Promise<unknown> | undefined;
}

interface Ended {
    readonly exitCode: number;
    readonly output: string;
}

/** The results of a step that later steps see. */
function noteOutcome(state: JobState, step: StepFile, { outcome }: StepResult): void {
    const { contexts, hasFailed } = state.scope;
    const isForgiven = step["continue-on-error"] === true;
    const conclusion = outcome === "failure" && isForgiven ? "success" : outcome;
    const outputs = linesOf(state.disk.textOf("output"));
    state.disk.write("output", "");
    state.added = { ...state.added, ...linesOf(state.disk.textOf("env")) };
    const steps = contexts["steps"] as Readonly<Record<string, object>>;
    const seen = step.id === undefined ? {} : { [step.id]: { outcome, conclusion, outputs } };
    state.scope = {
        contexts: { ...contexts, steps: { ...steps, ...seen } },
        hasFailed: hasFailed || conclusion === "failure",
    };
}

/** The lines `name=value` in a file that steps write. */
function linesOf(text: string): Texts {
    const pairs = text.split("\n").flatMap((line) => {
        const at = line.indexOf("=");
        return at < 1 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
    });
    return Object.fromEntries(pairs) as Texts;
}

/** The disk of a machine. It is empty at first, and the paths are the same on each machine. */
class Disk {
    readonly workspace: string;
    readonly home: string;
    readonly temporary: string;
    readonly #folder: string;

    constructor(folder: string) {
        this.#folder = path.join(folder, "disk");
        rmSync(this.#folder, { recursive: true, force: true });
        this.workspace = path.join(this.#folder, "work");
        this.home = path.join(this.#folder, "home");
        this.temporary = path.join(this.#folder, "temp");
        for (const each of [this.home, this.temporary]) mkdirSync(each, { recursive: true });
        for (const name of ["env", "output", "summary"]) this.write(name, "");
    }

    file(name: string): string {
        return path.join(this.#folder, name);
    }

    write(name: string, text: string): string {
        writeFileSync(this.file(name), text);
        return this.file(name);
    }

    textOf(name: string): string {
        return readFileSync(this.file(name), "utf8");
    }
}
