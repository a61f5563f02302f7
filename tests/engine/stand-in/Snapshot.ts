import type { ResourceState } from "./ResourceState";
import type { PendingOperation, StateFile, StoredStack } from "./StateFile";
import { providerIdOf, providerUrnOf } from "./urn";

/** The state of a stack while an operation changes it. Every change is written at once. */
export class Snapshot {
    #base: readonly ResourceState[];
    readonly #basePending: readonly PendingOperation[];
    readonly #produced: ResourceState[] = [];
    readonly #done = new Set<ResourceState>();
    readonly #pending = new Set<PendingOperation>();
    readonly #renamed = new Map<string, string>();
    readonly #file: StateFile;
    readonly #writes: boolean;
    #frozen = false;

    constructor(file: StateFile, stored: StoredStack, writes: boolean) {
        this.#file = file;
        this.#writes = writes;
        this.#base = stored.resources;
        // A creation whose end nobody saw stays until a person clears it.
        this.#basePending = stored.pendingOperations.filter(({ type }) => type === "creating");
    }

    /** The states at the start of the operation. After a refresh, the states that it read. */
    get base(): readonly ResourceState[] {
        return this.#base;
    }

    /** Replaces the states at the start. */
    rebase(resources: readonly ResourceState[]): void {
        this.#base = resources;
        this.write();
    }

    /** Notes that a call begins. */
    begin(type: PendingOperation["type"], resource: ResourceState): PendingOperation {
        const operation = { type, resource };
        this.#pending.add(operation);
        this.write();
        return operation;
    }

    /** Notes that a call has ended, which state it removed and which it produced. */
    end(
        operation: PendingOperation | undefined,
        change: { readonly done?: ResourceState; readonly produced?: ResourceState },
    ): void {
        if (operation !== undefined) this.#pending.delete(operation);
        if (change.done !== undefined) this.#done.add(change.done);
        if (change.produced !== undefined) this.#add(change.produced);
        this.write();
    }

    /** Writes nothing from now on, as when the engine's process is killed. */
    freeze(): void {
        this.#frozen = true;
    }

    /** Writes the state. */
    write(): void {
        if (!this.#writes || this.#frozen) return;
        const resources = [...this.#produced, ...this.#base].filter(
            (state) => !this.#done.has(state),
        );
        this.#file.write({
            resources: resources.map((state) => this.#withNewNames(state)),
            pendingOperations: [...this.#pending, ...this.#basePending],
        });
    }

    #add(state: ResourceState): void {
        this.#produced.push(state);
        for (const alias of state.aliases) this.#renamed.set(alias, state.urn);
    }

    #withNewNames(state: ResourceState): ResourceState {
        if (this.#renamed.size === 0) return state;
        const renamed = (urn: string): string => this.#renamed.get(urn) ?? urn;
        const { provider } = state;
        return {
            ...state,
            parent: renamed(state.parent),
            provider:
                provider === ""
                    ? ""
                    : `${renamed(providerUrnOf(provider))}::${providerIdOf(provider)}`,
            dependencies: state.dependencies.map(renamed),
            propertyDependencies: Object.fromEntries(
                Object.entries(state.propertyDependencies).map(([key, urns]) => [
                    key,
                    urns.map(renamed),
                ]),
            ),
            deletedWith: renamed(state.deletedWith),
        };
    }
}
