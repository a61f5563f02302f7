import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { cleanEnvironment } from "../cleanEnvironment";
import type {
    ConfigValue,
    Outcome,
    ProjectOptions,
    ResourceById,
    RunOptions,
    Stack,
    StateResource,
} from "../Engine";
import { comparableResource } from "../comparableResource";
import { OperationRunner, type OperationKind } from "./OperationRunner";
import { resourcesInImportFile, type ResourceToImport } from "./resourcesInImportFile";
import { readProjectFile, type ProjectFile } from "./ProjectFile";
import { withoutSecrets } from "./PropertyMap";
import { SecretCipher } from "./SecretCipher";
import { StateFile } from "./StateFile";
import { nameOf } from "./urn";

/** A stack of the stand-in engine. */
export class StandInStack implements Stack {
    readonly dir: string;
    readonly #options: ProjectOptions;
    readonly #project: ProjectFile;
    readonly #stackName: string;
    readonly #file: StateFile;
    readonly #config = new Map<string, ConfigValue>();
    readonly #env = new Map<string, string | undefined>();
    readonly #cleanups: (() => Promise<void>)[] = [];

    constructor(options: ProjectOptions, dir: string) {
        this.dir = dir;
        this.#options = options;
        this.#project = readProjectFile(options.programDir);
        this.#stackName = options.stackName ?? "dev";
        this.#file = new StateFile(dir, new SecretCipher(randomUUID(), this.#stackName));
        for (const [key, value] of Object.entries({ ...this.#project.config, ...options.config })) {
            this.#config.set(key, value);
        }
        for (const [key, value] of Object.entries(options.env ?? {})) this.#env.set(key, value);
    }

    preview(options: RunOptions = {}): Promise<Outcome> {
        return this.#run("preview", options);
    }

    up(options: RunOptions = {}): Promise<Outcome> {
        return this.#run("update", options);
    }

    refresh(options: RunOptions = {}): Promise<Outcome> {
        return this.#run("refresh", options);
    }

    destroy(options: RunOptions = {}): Promise<Outcome> {
        return this.#run("destroy", options);
    }

    importFile(file: string): Promise<Outcome> {
        return this.#run("import", {}, resourcesInImportFile(file));
    }

    importById(resource: ResourceById): Promise<Outcome> {
        return this.#run("import", {}, [resource]);
    }

    setConfig(key: string, value: ConfigValue | undefined): void {
        if (value === undefined) this.#config.delete(key);
        else this.#config.set(key, value);
    }

    setEnv(key: string, value: string | undefined): void {
        this.#env.set(key, value);
    }

    async state(): Promise<readonly StateResource[]> {
        return await Promise.resolve(this.#file.stored().map(comparableResource));
    }

    async outputsOf(name: string): Promise<Record<string, unknown>> {
        const found = this.#file.read().resources.filter(({ urn }) => nameOf(urn) === name);
        const state = found.find((resource) => !resource.delete) ?? found[0];
        if (state === undefined) throw new Error(`no resource ${name} in the state`);
        return await Promise.resolve(withoutSecrets(state.outputs) as Record<string, unknown>);
    }

    async stateFiles(): Promise<string> {
        const names = readdirSync(this.dir, { recursive: true, encoding: "utf8" });
        const files = names.filter((name) => name.endsWith(".json"));
        const texts = files.map((name) => readFileSync(path.join(this.dir, name), "utf8"));
        return await Promise.resolve(texts.join("\n"));
    }

    async taint(name: string): Promise<void> {
        const { resources, pendingOperations } = this.#file.read();
        for (const state of resources) state.taint ||= nameOf(state.urn) === name;
        this.#file.write({ resources, pendingOperations });
        await Promise.resolve();
    }

    async close(): Promise<void> {
        for (const cleanup of this.#cleanups) await cleanup();
        rmSync(this.dir, { recursive: true, force: true });
    }

    async #run(
        kind: OperationKind,
        options: RunOptions,
        imports?: readonly ResourceToImport[],
    ): Promise<Outcome> {
        const runner = new OperationRunner(kind, {
            project: this.#project,
            stack: this.#stackName,
            file: this.#file,
            config: Object.fromEntries(this.#config),
            env: cleanEnvironment(Object.fromEntries(this.#env)),
            engine: this.#options,
            options,
            ...(imports === undefined ? {} : { imports }),
        });
        this.#cleanups.push(() => runner.endSurvivors());
        return await runner.run();
    }
}
