import { rmSync } from "node:fs";

import type { Simulator } from "pulumi-whatsapp-simulator";

import { scratchFolder } from "../../scratchFolder";
import { startProviderProcess, type ProviderCalls } from "../ProviderCalls";
import { recordedCalls, type RecordedCall, type RecordedStep } from "../replay/RecordedScenario";
import { withoutSecrets } from "../stand-in/PropertyMap";
import { compiledProgram } from "./compiledProgram";
import { textIn } from "./textIn";

type Properties = Readonly<Record<string, unknown>>;

/** The result of the calls of a step. */
export interface PlayedStep {
    /** The Graph requests, as letters. */
    readonly letters: string;
    /** The errors of the calls. */
    readonly errors: readonly string[];
    /** The log lines. */
    readonly logs: string;
}

/**
 * Plays recorded operations: sends the calls of a real engine, in its order, to the real provider
 * process. The answers of this provider replace the recorded ones.
 */
export class RecordedOperations {
    readonly #simulator: Simulator;
    readonly #scenario: string;
    readonly #journalFolder = scratchFolder("recorded-operations-");
    readonly #stored = new Map<string, Properties>();
    readonly #replaced = new Map<string, Properties>();
    readonly #checked = new Map<string, Properties>();

    #imports = false;

    constructor(simulator: Simulator, scenario: string) {
        this.#simulator = simulator;
        this.#scenario = scenario;
    }

    /**
     * Plays a step in a provider process of its own. `only` limits it to the calls of the resource
     * with that name.
     */
    async play(step: RecordedStep, only?: string): Promise<PlayedStep> {
        const recorded = recordedCalls(this.#scenario, step.step);
        const calls = recorded.filter(
            ({ request }) => only === undefined || request["name"] === only,
        );
        const provider = await this.#start(recorded);
        this.#simulator.clearRequests();
        this.#checked.clear();
        this.#replaced.clear();
        this.#imports = step.command.startsWith("pulumi import --file");
        const errors: string[] = [];
        try {
            for (const call of calls) {
                await this.#play(provider, call).catch((error: unknown) => {
                    errors.push(error instanceof Error ? error.message : String(error));
                });
            }
        } finally {
            await provider.close();
        }
        const logs = provider.logs.map(({ message }) => message).join("\n");
        return { letters: this.#simulator.letters(), errors, logs };
    }

    /** Everything that the provider left on disk. */
    journalText(): string {
        return textIn(this.#journalFolder);
    }

    /** Removes the files on disk. */
    close(): void {
        rmSync(this.#journalFolder, { recursive: true, force: true });
    }

    async #start(calls: readonly RecordedCall[]): Promise<ProviderCalls> {
        const configure = calls.find(({ method }) => nameOf(method) === "Configure");
        const args = withoutSecrets(configure?.request["args"] ?? {}) as Record<string, string>;
        return await startProviderProcess({
            cwd: compiledProgram("declared-numbers"),
            env: { WHATSAPP_JOURNAL_DIR: this.#journalFolder },
            config: { ...args, "whatsapp:graphUrl": this.#simulator.url },
        });
    }

    async #play(provider: ProviderCalls, { method, request }: RecordedCall): Promise<void> {
        const urn = String(request["urn"]);
        const id = String(request["id"]);
        const stored = this.#stored.get(urn) ?? {};
        const news = this.#checked.get(urn) ?? {};
        switch (nameOf(method)) {
            case "Check":
                return this.#check(provider, urn, request);
            case "Diff":
                await provider.diff(urn, { id, olds: stored, news });
                return;
            case "Create":
                return this.#create(provider, urn);
            case "Update":
                this.#keep(urn, (await provider.update(urn, { id, olds: stored, news })).outs);
                return;
            case "Read":
                return this.#read(provider, urn, request);
            case "Delete":
                await provider.delete(urn, { id, props: this.#replaced.get(urn) ?? stored });
                return;
            case "Cancel":
                return provider.cancel();
        }
    }

    async #check(provider: ProviderCalls, urn: string, request: Properties): Promise<void> {
        const declared = own(request["news"]);
        // Our constructor adds this to the declarations of the recordings' program.
        const news = this.#imports ? declared : { ...declared, __urn: urn };
        const { inputs, failures } = await provider.check(urn, own(request["olds"]), news);
        // An import stores what its file says, whatever the check answers.
        if (this.#imports) {
            this.#keep(urn, declared);
            return;
        }
        if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
        this.#checked.set(urn, withoutSecrets(inputs) as Properties);
    }

    async #create(provider: ProviderCalls, urn: string): Promise<void> {
        const { outs } = await provider.create(urn, this.#checked.get(urn) ?? {});
        const replaced = this.#stored.get(urn);
        if (replaced !== undefined) this.#replaced.set(urn, replaced);
        this.#keep(urn, outs);
    }

    async #read(provider: ProviderCalls, urn: string, request: Properties): Promise<void> {
        const id = String(request["id"]);
        const props = this.#stored.get(urn);
        // An import by id sends neither properties nor inputs.
        const read = await provider.read(urn, { id, ...(props === undefined ? {} : { props }) });
        this.#keep(urn, read.props);
    }

    #keep(urn: string, outputs: Properties): void {
        this.#stored.set(urn, withoutSecrets(outputs) as Properties);
    }
}

function nameOf(method: string): string {
    return method.replace("ResourceProvider/", "");
}

/** Properties without the recordings' placeholder for the provider's line. */
function own(properties: unknown): Properties {
    const entries = Object.entries((properties ?? {}) as Properties);
    return Object.fromEntries(entries.filter(([name]) => name !== "__provider"));
}
