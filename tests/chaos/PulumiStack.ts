import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { nativeResourceType, resourceType } from "../../provider/src/resourceType";
import type { DoorName } from "../contract/lifecycle/doors";
import { RealProject } from "../engine/real/RealProject";
import { compiledProgram } from "../engine/scenarios/compiledProgram";
import { nameOf } from "../engine/stand-in/urn";
import {
    type ChaosStack,
    type Command,
    type Run,
    type RunOptions,
    type StoredState,
} from "./ChaosStack";
import { asProgramText, type Declared } from "./Declared";
import { outputOf } from "./outputOf";
import {
    descendantsOf,
    ended,
    isProvider,
    SETTLE_MS,
    signal,
    type RunningProcess,
} from "./ProcessTree";
import type { StopKind } from "./RoundPlan";
import type { StackSurroundings } from "./openStack";

const stackName = "dev";
const projectName = "numbers";
const registrationType = { dynamic: resourceType, native: nativeResourceType } as const;
// Long enough for the engine to see two interrupts.
const BETWEEN_INTERRUPTS_MS = 150;

interface StoredResource {
    readonly urn: string;
    readonly id?: string;
    readonly type: string;
}

interface Checkpoint {
    readonly checkpoint: {
        readonly latest?: {
            readonly resources?: readonly StoredResource[];
            readonly pending_operations?: readonly unknown[];
        };
    };
}

/** A stack of the real command line. Each command is a process of its own. */
export class PulumiStack implements ChaosStack {
    readonly folders: Readonly<Record<string, string>>;
    readonly #command: string;
    readonly #project: RealProject;
    readonly #env: Record<string, string>;
    readonly #door: DoorName;
    #left: readonly RunningProcess[] = [];

    private constructor(command: string, { door = "dynamic", journalFolder }: StackSurroundings) {
        this.#door = door;
        this.#command = command;
        this.#project = new RealProject(command, {
            programDir: compiledProgram("declared-numbers"),
        });
        const temporary = path.join(this.#project.dir, "tmp");
        mkdirSync(temporary);
        this.#env = { WHATSAPP_JOURNAL_DIR: journalFolder, TMPDIR: temporary };
        this.folders = {
            "state, config, Pulumi's home and temporary files": this.#project.dir,
            "provider journal and notes": journalFolder,
        };
    }

    /** Makes a stack with empty state. */
    static async open(command: string, surroundings: StackSurroundings): Promise<PulumiStack> {
        const stack = new PulumiStack(command, surroundings);
        await stack.#succeed(["stack", "init", stackName]);
        const values = Object.entries(surroundings.config).flatMap(([key, value]) =>
            typeof value === "string"
                ? ["--plaintext", `${key}=${value}`]
                : ["--secret", `${key}=${value.secret}`],
        );
        await stack.#succeed(["config", "set-all", "--stack", stackName, ...values]);
        return stack;
    }

    declare(numbers: readonly Declared[]): void {
        this.#env["DECLARED_NUMBERS"] = asProgramText(numbers, this.#door);
    }

    run({ name, target }: Command, options: RunOptions = {}): Promise<Run> {
        const [command = ""] = name.split(" ");
        const flags = name === "up --refresh" ? ["--refresh"] : [];
        const targets = target === undefined ? [] : ["--target", this.#urnOf(target)];
        const stack = ["--stack", stackName, "--skip-preview", "--yes"];
        return this.#pulumi([command, ...flags, ...targets, ...stack], options);
    }

    async settle(): Promise<number> {
        const killed = await ended(this.#left, SETTLE_MS);
        this.#left = [];
        return killed;
    }

    taint(name: string): Promise<Run> {
        const args = ["state", "taint", this.#urnOf(name), "--stack", stackName, "--yes"];
        return this.#pulumi(args, {});
    }

    async type(command: string): Promise<Run> {
        const [program = "", ...args] = command.split(" ");
        if (program !== "pulumi") {
            execFileSync(program, args, { cwd: this.#project.stateDir });
            return { exitCode: 0, output: "" };
        }
        return await this.#pulumi([...args, "--stack", stackName], {});
    }

    stored(): StoredState | undefined {
        const text = existsSync(this.stateFile) ? readFileSync(this.stateFile, "utf8") : "";
        if (text.trim() === "") return undefined;
        const { latest = {} } = (JSON.parse(text) as Checkpoint).checkpoint;
        const registrations = this.#registrationsIn(latest.resources ?? []);
        return {
            numbers: registrations.map(({ urn, id = "" }) => ({
                name: nameOf(urn),
                phoneNumberId: id,
            })),
            pendingOperations: latest.pending_operations?.length ?? 0,
        };
    }

    async close(): Promise<void> {
        await ended(this.#left, 0);
        rmSync(this.#project.dir, { recursive: true, force: true, maxRetries: 5 });
    }

    /** The file that holds the state. Beside it are `.bak` and `.attrs`. */
    get stateFile(): string {
        const stacks = path.join(this.#project.stateDir, ".pulumi", "stacks");
        return path.join(stacks, projectName, `${stackName}.json`);
    }

    #registrationsIn(resources: readonly StoredResource[]): readonly StoredResource[] {
        return resources.filter(({ type }) => type === registrationType[this.#door]);
    }

    #urnOf(name: string): string {
        return `urn:pulumi:${stackName}::${projectName}::${registrationType[this.#door]}::${name}`;
    }

    async #succeed(args: readonly string[]): Promise<void> {
        const { exitCode, output } = await this.#pulumi(args, {});
        if (exitCode !== 0) throw new Error(`pulumi ${args.join(" ")} failed: ${output}`);
    }

    #pulumi(args: readonly string[], { stop, force = [] }: RunOptions): Promise<Run> {
        const env = this.#project.environment({
            ...this.#env,
            ...(force.length === 0 ? {} : { WHATSAPP_FORCE: force.join(",") }),
        });
        const common = ["--non-interactive", "--color", "never"];
        return new Promise((resolve, reject) => {
            const child = spawn(this.#command, [...args, ...common], {
                cwd: this.#project.dir,
                env,
                stdio: ["ignore", "pipe", "pipe"],
                // Starts the leader of a process group, which can be killed as a whole.
                detached: true,
            });
            const output = outputOf(child);
            child.once("error", reject);
            // Not "close": a provider that outlives its engine keeps the pipes open.
            child.once("exit", (code) => {
                resolve({ exitCode: code ?? undefined, output: output() });
            });
            const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
            const { pid } = child;
            if (stop === undefined || pid === undefined) return;
            void stop.when.then(async () => {
                if (isRunning()) await this.#stop(pid, stop.kind, isRunning);
            });
        });
    }

    async #stop(pid: number, kind: StopKind, isRunning: () => boolean): Promise<void> {
        const below = await descendantsOf(pid);
        this.#left = [...this.#left, ...below];
        if (!isRunning()) return;
        switch (kind) {
            case "engine killed":
                signal(pid, "SIGKILL");
                return;
            case "process group killed":
                signal(-pid, "SIGKILL");
                return;
            case "everything killed":
                for (const each of [pid, ...below.map((one) => one.pid)]) signal(each, "SIGKILL");
                return;
            case "provider killed":
                for (const each of below.filter(isProvider)) signal(each.pid, "SIGKILL");
                return;
            case "one interrupt":
                signal(pid, "SIGINT");
                return;
            case "two interrupts":
                signal(pid, "SIGINT");
                await pause(BETWEEN_INTERRUPTS_MS);
                if (isRunning()) signal(pid, "SIGINT");
        }
    }
}
