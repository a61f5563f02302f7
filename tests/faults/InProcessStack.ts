import { readFileSync, rmSync, writeFileSync } from "node:fs";

import type { EngineLog, ResourceProviderModule, RunOptions } from "../engine/Engine";
import { InProcessPeer } from "../engine/provider/InProcessPeer";
import { CallLog } from "../engine/stand-in/CallLog";
import { Cancellation } from "../engine/stand-in/Cancellation";
import type { Deployment } from "../engine/stand-in/Deployment";
import { Diagnostics } from "../engine/stand-in/Diagnostics";
import type { EventQueue } from "../engine/stand-in/EventQueue";
import type { ProgramEvent } from "../engine/stand-in/Goal";
import { EngineOperation } from "../engine/stand-in/EngineOperation";
import { OutputWriter } from "../engine/stand-in/OutputWriter";
import { plainProperties, type PropertyMap } from "../engine/stand-in/PropertyMap";
import { ProviderClient } from "../engine/stand-in/ProviderClient";
import { ProviderRegistry } from "../engine/stand-in/ProviderRegistry";
import type { ResourceState } from "../engine/stand-in/ResourceState";
import { SecretCipher } from "../engine/stand-in/SecretCipher";
import { Snapshot } from "../engine/stand-in/Snapshot";
import { configProperties, type StackConfig } from "../engine/stand-in/StackConfig";
import { StateFile } from "../engine/stand-in/StateFile";
import { scratchFolder } from "../scratchFolder";
import { projectName, stackName, type Declaration } from "./Declaration";
import { programEvents } from "./programEvents";

/** The result of an operation of Pulumi. */
export interface EngineRun {
    readonly exitCode: 0 | 1;
    /** The errors that a user sees, one text for each. */
    readonly errors: readonly string[];
    readonly logs: readonly EngineLog[];
}

export interface InProcessStackOptions {
    /**
     * A provider in a new process, for the operation with that engine address. `index` counts the
     * processes of one operation from 0.
     */
    readonly load: (engineAddress: string, index: number) => ResourceProviderModule;
    readonly config: () => StackConfig;
}

type Kind = "preview" | "update" | "refresh" | "destroy";

/**
 * A stack on the stand-in engine's own planner, without any process. The program is a list of
 * declarations, and the provider lives in this process. A thousand operations take seconds.
 */
export class InProcessStack {
    readonly #options: InProcessStackOptions;
    readonly #dir = scratchFolder("in-process-stack-");
    readonly #file = new StateFile(this.#dir, new SecretCipher("passphrase", stackName));
    #operations = 0;

    constructor(options: InProcessStackOptions) {
        this.#options = options;
    }

    /** Plans the program and changes nothing. */
    preview(program: readonly Declaration[]): Promise<EngineRun> {
        return this.#run("preview", { program });
    }

    /** Updates the stack to what the program declares. */
    up(program: readonly Declaration[], options: RunOptions = {}): Promise<EngineRun> {
        return this.#run("update", { program, options });
    }

    /**
     * The same with an engine that is killed before it saves anything. Only the journal has what
     * the provider did. Nobody learns the result.
     */
    async killedUp(program: readonly Declaration[]): Promise<EngineRun> {
        const saved = readFileSync(this.#file.path);
        await this.up(program);
        writeFileSync(this.#file.path, saved);
        return { exitCode: 1, errors: [], logs: [] };
    }

    /** Reads every resource again. */
    refresh(): Promise<EngineRun> {
        return this.#run("refresh", {});
    }

    /** Deletes every resource. */
    destroy(): Promise<EngineRun> {
        return this.#run("destroy", {});
    }

    /**
     * The stored registrations, also those marked for deletion, without the provider's own state.
     */
    get registrations(): readonly ResourceState[] {
        return this.#file.read().resources.filter(({ provider }) => provider !== "");
    }

    /** The outputs of a stored registration, secrets in clear; undefined if there is none. */
    outputsOf(name: string): PropertyMap | undefined {
        const found = this.registrations.find(
            (state) => state.urn.endsWith(`::${name}`) && !state.delete,
        );
        return found === undefined ? undefined : plainProperties(found.outputs);
    }

    /** The state as text on disk, for searches for secrets in clear. */
    get text(): string {
        return JSON.stringify(this.#file.stored());
    }

    /** Removes the state from the disk. */
    close(): void {
        rmSync(this.#dir, { recursive: true, force: true });
    }

    async #run(
        kind: Kind,
        args: { readonly program?: readonly Declaration[]; readonly options?: RunOptions },
    ): Promise<EngineRun> {
        const { program, options = {} } = args;
        const diagnostics = new Diagnostics();
        const deployment = this.#deployment(kind, { options, diagnostics });
        const operation = new EngineOperation(deployment, new Cancellation());
        const startProgram =
            program === undefined
                ? {}
                : {
                      startProgram: (): EventQueue<ProgramEvent> =>
                          programEvents(program, this.#options.config()),
                  };
        const refresh = kind === "refresh" || options.refresh === true;
        const plan = { refresh, refreshOnly: kind === "refresh", ...startProgram };
        const success = await operation.run(plan);
        await deployment.providers.close();
        const { logs } = diagnostics;
        const errors = logs.filter(({ severity }) => severity === "error");
        return { exitCode: success ? 0 : 1, errors: errors.map(({ message }) => message), logs };
    }

    #deployment(
        kind: Kind,
        shared: { readonly options: RunOptions; readonly diagnostics: Diagnostics },
    ): Deployment {
        const { options, diagnostics } = shared;
        this.#operations += 1;
        const engineAddress = `127.0.0.1:${this.#operations}`;
        const calls = new CallLog({});
        let processes = 0;
        const start = (): Promise<ProviderClient> => {
            const index = processes++;
            const load = (): ResourceProviderModule => this.#options.load(engineAddress, index);
            const peer = new InProcessPeer({ load, engineAddress, env: {}, project: projectName });
            return Promise.resolve(new ProviderClient(peer, calls, index));
        };
        const dryRun = kind === "preview";
        return {
            project: projectName,
            stack: stackName,
            config: configProperties(this.#options.config()),
            dryRun,
            options,
            snapshot: new Snapshot(this.#file, this.#file.read(), !dryRun),
            providers: new ProviderRegistry(start, options.deleteInSecondProcess === true),
            diagnostics,
            output: new OutputWriter(kind, { details: false, preview: dryRun }),
        };
    }
}
