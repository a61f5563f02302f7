import { randomUUID } from "node:crypto";

import { currentStates, type Deployment } from "./Deployment";
import { emptyState, type ResourceState } from "./ResourceState";
import type { ResourceToImport } from "./resourcesInImportFile";
import { configOfProvider } from "./StackConfig";
import type { Step } from "./Step";
import type { StepExecutor } from "./StepExecutor";
import { providerTypeOf, stackType, urnOf } from "./urn";

/** Imports resources as `pulumi import` does: without a program, and without a diff. */
export class Importer {
    readonly #deployment: Deployment;
    readonly #executor: StepExecutor;
    readonly #olds: ReadonlyMap<string, ResourceState>;

    constructor(deployment: Deployment, executor: StepExecutor) {
        this.#deployment = deployment;
        this.#executor = executor;
        this.#olds = currentStates(deployment.snapshot.base);
    }

    /**
     * Imports them. First come the resources that are already there, then the stack and the
     * providers, then all others at the same time.
     */
    async run(resources: readonly ResourceToImport[]): Promise<void> {
        for (const old of this.#olds.values()) {
            const step: Step = { op: "same", urn: old.urn, old, next: { ...old } };
            await this.#executor.inOrder([step]);
        }
        const parent = await this.#stackUrn();
        const providers = new Map<string, string>();
        for (const type of new Set(resources.map((item) => providerTypeOf(item.type)))) {
            providers.set(type, await this.#defaultProvider(type));
        }
        if (this.#executor.failed) return;
        await this.#executor.atOnce(this.#stepsOf(resources, { parent, providers }));
    }

    async #stackUrn(): Promise<string> {
        const found = [...this.#olds.values()].find(({ type }) => type === stackType);
        if (found !== undefined) return found.urn;
        const { project, stack } = this.#deployment;
        return await this.#created(
            emptyState(this.#urn(stackType, `${project}-${stack}`), stackType, false),
        );
    }

    async #defaultProvider(type: string): Promise<string> {
        const urn = this.#urn(type, "default");
        const old = this.#olds.get(urn);
        if (old !== undefined) return `${urn}::${old.id}`;
        const id = randomUUID();
        const inputs = configOfProvider(type, this.#deployment.config);
        await this.#created({ ...emptyState(urn, type, true), id, inputs });
        return `${urn}::${id}`;
    }

    async #created(next: ResourceState): Promise<string> {
        await this.#executor.inOrder([{ op: "create", urn: next.urn, next }]);
        return next.urn;
    }

    #stepsOf(
        resources: readonly ResourceToImport[],
        surroundings: { readonly parent: string; readonly providers: ReadonlyMap<string, string> },
    ): readonly Step[] {
        const { parent, providers } = surroundings;
        const steps = new Map<string, Step>();
        for (const item of resources) {
            const urn = this.#urn(item.type, item.name, parent);
            if (steps.has(urn)) {
                throw new Error(`duplicate import '${item.name}' of type '${item.type}'`);
            }
            // A resource that is already there with that id stays as it is.
            if (this.#olds.get(urn)?.id === item.id) continue;
            const provider = providers.get(providerTypeOf(item.type)) ?? "";
            const next = { ...emptyState(urn, item.type, true), parent, provider };
            steps.set(urn, { op: "import", urn, next, imported: item });
        }
        return [...steps.values()];
    }

    #urn(type: string, name: string, parent = ""): string {
        const { project, stack } = this.#deployment;
        return urnOf({ project, stack, type, name, parent });
    }
}
