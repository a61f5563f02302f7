import path from "node:path";

import type { ProjectOptions } from "../Engine";
import { GrpcProviderPeer } from "../provider/GrpcProviderPeer";
import { InProcessPeer } from "../provider/InProcessPeer";
import type { ProviderPeer } from "../provider/ProviderPeer";
import { ProviderProcess } from "../provider/ProviderProcess";
import type { CallLog } from "./CallLog";
import type { Diagnostics } from "./Diagnostics";
import type { ProjectFile } from "./ProjectFile";
import { ProviderClient } from "./ProviderClient";

/** The settings of provider processes. */
export interface ProviderStarterArgs {
    readonly project: ProjectFile;
    readonly engine: ProjectOptions;
    readonly env: Readonly<Record<string, string>>;
    readonly calls: CallLog;
    readonly diagnostics: Diagnostics;
}

/** Starts the provider "processes" of one operation: real ones, or the module in this process. */
export class ProviderStarter {
    /**
     * Address of the engine. It is the same for every process of an operation, and set before the
     * first start.
     */
    engineAddress = "";
    readonly #args: ProviderStarterArgs;
    readonly #processes: ProviderProcess[] = [];
    #started = 0;

    constructor(args: ProviderStarterArgs) {
        this.#args = args;
    }

    /**
     * Starts the process of a package: a native one that the project names, or else the dynamic
     * one.
     */
    async start(packageName: string): Promise<ProviderClient> {
        const index = this.#started;
        this.#started += 1;
        return new ProviderClient(
            await this.#peer(this.#executableOf(packageName)),
            this.#args.calls,
            index,
        );
    }

    /** Kills the processes that still run. */
    async endSurvivors(): Promise<void> {
        for (const process of this.#processes) process.kill("SIGKILL");
        await Promise.all(this.#processes.map((process) => process.ended()));
    }

    #executableOf(packageName: string): string | undefined {
        const folder = this.#args.project.plugins.get(packageName);
        return folder && path.join(folder, `pulumi-resource-${packageName}`);
    }

    async #peer(plugin: string | undefined): Promise<ProviderPeer> {
        const { engine, project, env, diagnostics } = this.#args;
        const { engineAddress } = this;
        if (plugin === undefined && engine.providerModule !== undefined) {
            const load = engine.providerModule;
            return new InProcessPeer({ load, engineAddress, env, project: project.name });
        }
        const process = await ProviderProcess.start({
            cwd: project.cwd,
            env: { ...env, PULUMI_NODEJS_PROJECT: project.name, PULUMI_PROJECT: project.name },
            engineAddress,
            node: engine.node,
            entry: plugin ?? engine.dynamicProviderEntry,
            output: {
                onLine: (line) => {
                    diagnostics.add("info", "", line);
                },
            },
        });
        this.#processes.push(process);
        return new GrpcProviderPeer(process);
    }
}
