import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import type {
    ConfigValue,
    Outcome,
    ProjectOptions,
    ResourceById,
    RunOptions,
    Stack,
    StateResource,
} from "../Engine";
import { nameOf } from "../stand-in/urn";
import { withoutSecrets } from "../stand-in/PropertyMap";
import { comparableResource } from "../comparableResource";
import { eventLogMessages } from "./eventLogMessages";
import { grpcLogEntries, providerCallsIn, type GrpcLogEntry } from "./grpcLogEntries";
import { runPulumi, type CommandResult } from "./runPulumi";
import { RealProject } from "./RealProject";

type Stored = Readonly<Record<string, unknown>>;

// Code is generated from a schema, and dynamic resources have none.
const importFlags = ["--generate-code=false", "--protect=false", "--skip-preview", "--yes"];

/** A stack of Pulumi's own engine, on a file backend in a folder of its own. */
export class RealStack implements Stack {
    readonly dir: string;
    readonly #command: string;
    readonly #project: RealProject;
    readonly #name: string;
    readonly #env: Map<string, string | undefined>;
    readonly #config: Map<string, ConfigValue | undefined>;
    readonly #isRecorded: boolean;
    #runs = 0;
    /** Every call of the last operation, also those of the program. */
    lastEntries: readonly GrpcLogEntry[] = [];

    private constructor(command: string, options: ProjectOptions) {
        this.#command = command;
        this.#project = new RealProject(command, options);
        this.dir = this.#project.stateDir;
        this.#name = options.stackName ?? "dev";
        this.#env = new Map(Object.entries(options.env ?? {}));
        this.#config = new Map(Object.entries(options.config ?? {}));
        this.#isRecorded = options.isRecorded ?? true;
    }

    /** Makes a stack with empty state. */
    static async open(command: string, options: ProjectOptions): Promise<RealStack> {
        const stack = new RealStack(command, options);
        await stack.#succeed(["stack", "init", stack.#name]);
        return stack;
    }

    /** The folder that the command line runs in. */
    get projectDir(): string {
        return this.#project.dir;
    }

    preview(options: RunOptions = {}): Promise<Outcome> {
        return this.#run(["preview"], options);
    }

    up(options: RunOptions = {}): Promise<Outcome> {
        return this.#run(["up", "--skip-preview", "--yes"], options);
    }

    refresh(options: RunOptions = {}): Promise<Outcome> {
        return this.#run(
            options.previewOnly ? ["refresh"] : ["refresh", "--skip-preview", "--yes"],
            options,
        );
    }

    destroy(options: RunOptions = {}): Promise<Outcome> {
        return this.#run(
            options.previewOnly ? ["destroy"] : ["destroy", "--skip-preview", "--yes"],
            options,
        );
    }

    importFile(file: string): Promise<Outcome> {
        return this.#run(["import", "--file", path.resolve(file), ...importFlags], {});
    }

    importById({ type, name, id }: ResourceById): Promise<Outcome> {
        return this.#run(["import", type, name, id, ...importFlags], {});
    }

    setConfig(key: string, value: ConfigValue | undefined): void {
        this.#config.set(key, value);
    }

    setEnv(key: string, value: string | undefined): void {
        this.#env.set(key, value);
    }

    async state(): Promise<readonly StateResource[]> {
        return (await this.#stored([])).map(comparableResource);
    }

    async outputsOf(name: string): Promise<Record<string, unknown>> {
        const found = (await this.#stored(["--show-secrets"])).filter(
            ({ urn }) => nameOf(String(urn)) === name,
        );
        const resource = found.find((stored) => stored["delete"] !== true) ?? found[0];
        if (resource === undefined) throw new Error(`no resource ${name} in the state`);
        return withoutSecrets(withPlaintexts(resource["outputs"] ?? {})) as Record<string, unknown>;
    }

    async stateFiles(): Promise<string> {
        const names = readdirSync(this.dir, { recursive: true, encoding: "utf8" });
        const files = names.filter((name) => /\.(json|bak|attrs)$/.test(name));
        const texts = files.map((name) => readFileSync(path.join(this.dir, name), "utf8"));
        return await Promise.resolve(texts.join("\n"));
    }

    async taint(name: string): Promise<void> {
        const resource = (await this.state()).find(({ urn }) => nameOf(urn) === name);
        await this.#succeed(["state", "taint", resource?.urn ?? name, "--yes"]);
    }

    async close(): Promise<void> {
        rmSync(this.#project.dir, { recursive: true, force: true });
        await Promise.resolve();
    }

    /** Runs any other command of the command line on the stack. */
    async command(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
        return await this.#run(args, options);
    }

    async #run(args: readonly string[], options: RunOptions): Promise<Outcome> {
        refuseStandInOptions(options);
        await this.#writeConfig();
        this.#runs += 1;
        const grpcLog = path.join(this.#project.dir, `grpc-${this.#runs}.log`);
        const eventLog = path.join(this.#project.dir, `events-${this.#runs}.log`);
        const flags = await this.#flagsOf(options);
        // Commands that only touch the state have no event log.
        const hasEvents = this.#isRecorded && args[0] !== "state";
        const events = hasEvents ? ["--event-log", eventLog] : [];
        const all = [...args, "--stack", this.#name, ...events, ...flags];
        const recording = this.#isRecorded ? { PULUMI_DEBUG_GRPC: grpcLog } : {};
        const result = await this.#pulumi(all, recording, options.stopWhen?.when);
        this.lastEntries = grpcLogEntries(grpcLog);
        return {
            exitCode: result.exitCode,
            output: `${result.stdout}${result.stderr}`,
            calls: providerCallsIn(this.lastEntries),
            logs: eventLogMessages(eventLog),
        };
    }

    async #writeConfig(): Promise<void> {
        const values: string[] = [];
        for (const [key, value] of this.#config) {
            if (value === undefined)
                await this.#pulumi(["config", "rm", key, "--stack", this.#name], {});
            else if (typeof value === "string") values.push("--plaintext", `${key}=${value}`);
            else values.push("--secret", `${key}=${value.secret}`);
        }
        this.#config.clear();
        if (values.length > 0)
            await this.#succeed(["config", "set-all", "--stack", this.#name, ...values]);
    }

    async #flagsOf(options: RunOptions): Promise<readonly string[]> {
        const { target, targetReplace, replace } = options;
        const isNamed = (target ?? targetReplace ?? replace) !== undefined;
        const resources = isNamed ? await this.state() : [];
        const urns = new Map(resources.map(({ urn }) => [nameOf(urn), urn]));
        const each = (flag: string, items: readonly string[] | undefined): readonly string[] =>
            (items ?? []).flatMap((item) => [flag, urns.get(item) ?? item]);
        return [
            ...(options.refresh === true ? ["--refresh"] : []),
            ...(options.continueOnError === true ? ["--continue-on-error"] : []),
            ...(options.diff === true ? ["--diff"] : []),
            ...(options.previewOnly === true ? ["--preview-only"] : []),
            ...each("--target", target),
            ...each("--target-replace", targetReplace),
            ...each("--replace", replace),
        ];
    }

    async #stored(flags: readonly string[]): Promise<readonly Stored[]> {
        const text = await this.#succeed(["stack", "export", "--stack", this.#name, ...flags]);
        const exported = JSON.parse(text) as {
            readonly deployment: { readonly resources?: readonly Stored[] };
        };
        return exported.deployment.resources ?? [];
    }

    async #succeed(args: readonly string[]): Promise<string> {
        const result = await this.#pulumi(args, {});
        if (result.exitCode === 0) return result.stdout;
        throw new Error(`pulumi ${args.slice(0, 2).join(" ")} failed: ${result.stderr}`);
    }

    async #pulumi(
        args: readonly string[],
        env: Readonly<Record<string, string>>,
        interruptWhen?: Promise<unknown>,
    ): Promise<CommandResult> {
        const common = ["--non-interactive", "--color", "never"];
        const surroundings = {
            cwd: this.#project.dir,
            env: { ...this.#project.environment(Object.fromEntries(this.#env)), ...env },
            ...(interruptWhen === undefined ? {} : { interruptWhen }),
        };
        return await runPulumi(this.#command, [...args, ...common], surroundings);
    }
}

function refuseStandInOptions(options: RunOptions): void {
    const standInOnly = [
        "onProviderCall",
        "holdAnswer",
        "interruptAfter",
        "killProviderAt",
        "killEngineAt",
        "stopBetweenReplaceHalves",
        "deleteInSecondProcess",
    ] as const;
    const used = standInOnly.filter(
        (name) => options[name] !== undefined && options[name] !== false,
    );
    if (used.length > 0) throw new Error(`only the stand-in engine knows ${used.join(", ")}`);
    const how = options.stopWhen?.how ?? "interrupt";
    if (how !== "interrupt") throw new Error(`only the stand-in engine knows how to ${how}`);
}

// An export with secrets shown has each secret as JSON text.
function withPlaintexts(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withPlaintexts);
    if (typeof value !== "object" || value === null) return value;
    if ("plaintext" in value && typeof value.plaintext === "string")
        return JSON.parse(value.plaintext);
    return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, withPlaintexts(item)]),
    );
}
