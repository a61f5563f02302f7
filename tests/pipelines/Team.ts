import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { startSimulator, type Simulator, type WorldInput } from "pulumi-whatsapp-simulator";

import { cleanEnvironment } from "../engine/cleanEnvironment";
import { pulumiOnPath } from "../engine/real/runPulumi";
import { GitHub } from "./GitHub";
import type { PulumiCommand } from "./PulumiCommand";
import { RealPulumi } from "./RealPulumi";
import { type RunOrder, type RunResult, Runner } from "./Runner";
import { StandInPulumi } from "./StandInPulumi";

const example = path.resolve(__dirname, "../../examples/gitops");
const accessToken = "EAA-fake-token";
const HOUR_MS = 3_600_000;
const runFile = promisify(execFile);

/** A pull request of the story. */
export interface PullRequest {
    readonly number: number;
    readonly sha: string;
    readonly branch: string;
}

interface Pin {
    readonly phoneNumberId: string;
    readonly pin: string;
}

/**
 * A team that uses the example as its repository, with its clone, GitHub, and its numbers at Meta.
 */
export class Team {
    readonly simulator: Simulator;
    readonly github: GitHub;
    readonly pulumi: PulumiCommand;
    /**
     * The folder in which the journal lasts from runner to runner. Without it each machine has its
     * own.
     */
    journalFolder: string | undefined;
    /** The folder of everything on disk. */
    readonly folder = mkdtempSync(path.join(tmpdir(), "pipelines-"));
    readonly #runner: Runner;
    #clockOffsetMs = 0;

    private constructor(simulator: Simulator, pulumi: PulumiCommand) {
        this.simulator = simulator;
        this.pulumi = pulumi;
        this.github = new GitHub(this.#inside("github"));
        this.#runner = new Runner({
            folder: this.#inside("machine"),
            repository: this.#repository,
            github: this.github,
            pulumi,
            graphUrl: simulator.url,
            clockOffsetMs: () => this.#clockOffsetMs,
            journalFolder: () => this.journalFolder,
        });
    }

    /**
     * Sets up the repository, the stack's config and the settings at GitHub, as the page of the
     * example says.
     */
    static async open(isReal: boolean, world: WorldInput, pins: Texts): Promise<Team> {
        const command = isReal ? pulumiOnPath() : undefined;
        const pulumi = command === undefined ? await StandInPulumi.open() : new RealPulumi(command);
        const team = new Team(await startSimulator({ world }), pulumi);
        await team.#begin(pins);
        return team;
    }

    /** Moves the clock of the story. Meta and every machine use it. */
    pass(hours: number): void {
        this.#clockOffsetMs += hours * HOUR_MS;
        this.simulator.clock.advance({ hours });
    }

    /**
     * The requests that the simulator received since the last look, such as `N S R N`; only those
     * of one number, if it is given.
     */
    letters(phoneNumberId?: string): string {
        const letters = this.simulator.letters(phoneNumberId);
        this.simulator.clearRequests();
        return letters;
    }

    /** Pushes a branch with changed files, and opens a pull request. */
    propose(branch: string, changes: Changes): PullRequest {
        this.#git("checkout", "--quiet", "-B", branch, "origin/main");
        return this.#push(branch, changes, this.github.newId());
    }

    /** Pushes one more commit to the branch of a pull request. */
    amend({ branch, number }: PullRequest, changes: Changes): PullRequest {
        return this.#push(branch, changes, number);
    }

    /** The same, with a secret in the stack's file, as `pulumi config set --secret` writes it. */
    async proposePin(branch: string, { phoneNumberId, pin }: Pin, changes: Changes = {}) {
        this.#git("checkout", "--quiet", "-B", branch, "origin/main");
        await this.#setPin(phoneNumberId, pin);
        return this.#push(branch, changes, this.github.newId());
    }

    /** Runs the checks of a pull request. */
    check({ number, sha, branch }: PullRequest): Promise<RunResult> {
        const head = { repo: { full_name: "example/whatsapp-numbers" } };
        return this.#run({
            workflow: "pull-request.yml",
            event: { name: "pull_request", payload: { pull_request: { number, head } } },
            sha,
            ref: `refs/heads/${branch}`,
        });
    }

    /** Merges a pull request, and runs the workflows that it starts. */
    merge({ branch }: PullRequest, offAt?: RunOrder["offAt"]): Promise<RunResult> {
        this.#git("checkout", "--quiet", "main");
        this.#git("merge", "--quiet", "--no-ff", "-m", `Merge ${branch}`, branch);
        this.#git("push", "--quiet", "origin", "main");
        return this.start("merge.yml", "push", offAt);
    }

    /** Runs a workflow on the default branch, as its schedule or a person starts it. */
    start(workflow: string, event: string, offAt?: RunOrder["offAt"]): Promise<RunResult> {
        const sha = this.#git("rev-parse", "origin/main").trim();
        const started = { workflow, event: { name: event }, sha, ref: "refs/heads/main" };
        return this.#run({ ...started, ...(offAt === undefined ? {} : { offAt }) });
    }

    /**
     * The command that a person types after a run was killed; undefined if the engine has no locks.
     */
    async unlock(): Promise<void> {
        if (this.pulumi.isReal) await this.#pulumi("cancel", "--yes");
    }

    async close(): Promise<void> {
        await this.pulumi.close();
        await this.simulator.close();
        rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }

    #run(order: RunOrder): Promise<RunResult> {
        return this.#runner.run(order);
    }

    get #clone(): string {
        return path.join(this.folder, "clone");
    }

    get #repository(): string {
        return path.join(this.folder, "repository.git");
    }

    #inside(name: string): string {
        const folder = path.join(this.folder, name);
        mkdirSync(folder, { recursive: true });
        return folder;
    }

    async #begin(pins: Texts): Promise<void> {
        const { github } = this;
        execFileSync("git", ["init", "--quiet", "--bare", "-b", "main", this.#repository]);
        cpSync(example, this.#inside("clone"), { recursive: true });
        this.#git("init", "--quiet", "-b", "main");
        this.#git("remote", "add", "origin", this.#repository);
        github.vars["PULUMI_BACKEND_URL"] = `file://${this.#inside("bucket")}`;
        github.secrets["PULUMI_CONFIG_PASSPHRASE"] = "a passphrase of the tests";
        github.secrets["WHATSAPP_ACCESS_TOKEN"] = accessToken;
        await this.#pulumi("stack", "init", "production");
        await this.#pulumi("config", "set", "whatsapp:settleTimeoutSeconds", "5");
        for (const [phoneNumberId, pin] of Object.entries(pins)) {
            await this.#setPin(phoneNumberId, pin);
        }
        this.#git("add", "--all");
        this.#commit("Declare the numbers");
        this.#git("push", "--quiet", "--set-upstream", "origin", "main");
    }

    async #setPin(phoneNumberId: string, pin: string): Promise<void> {
        await this.#pulumi("config", "set", "--secret", `pin-${phoneNumberId}`, pin);
    }

    #push(branch: string, changes: Changes, number: number): PullRequest {
        for (const [name, change] of Object.entries(changes)) {
            const file = path.join(this.#clone, name);
            writeFileSync(file, change(readFileSync(file, "utf8")));
        }
        this.#git("add", "--all");
        this.#commit(branch);
        this.#git("push", "--quiet", "--force", "origin", branch);
        return { number, branch, sha: this.#git("rev-parse", "HEAD").trim() };
    }

    #commit(message: string): void {
        this.#git("commit", "--quiet", "-m", message);
    }

    #git(...args: readonly string[]): string {
        const author = {
            GIT_AUTHOR_NAME: "Somebody",
            GIT_AUTHOR_EMAIL: "somebody@example.com",
            GIT_COMMITTER_NAME: "Somebody",
            GIT_COMMITTER_EMAIL: "somebody@example.com",
        };
        const env = cleanEnvironment({ ...author, GIT_CONFIG_GLOBAL: "/dev/null" });
        return execFileSync("git", args, { cwd: this.#clone, env, encoding: "utf8" });
    }

    async #pulumi(...args: readonly string[]): Promise<void> {
        const { folders, env } = this.pulumi;
        const { vars, secrets } = this.github;
        const all = [...folders, path.dirname(process.execPath), process.env["PATH"] ?? ""];
        await runFile("pulumi", args, {
            cwd: this.#clone,
            env: cleanEnvironment({
                ...env,
                ...vars,
                PATH: all.join(path.delimiter),
                HOME: this.#inside("home"),
                PULUMI_STACK: "production",
                PULUMI_CONFIG_PASSPHRASE: secrets["PULUMI_CONFIG_PASSPHRASE"],
            }),
        });
    }
}

type Texts = Readonly<Record<string, string>>;
type Changes = Readonly<Record<string, (text: string) => string>>;
