import { dependentsOf } from "./dependentsOf";
import type { Deployment } from "./Deployment";
import { ReportedError } from "./Diagnostics";
import type { Goal, Registration } from "./Goal";
import { unknownValue, type PropertyMap } from "./PropertyMap";
import type { ProviderClient, ProviderDiff } from "./ProviderClient";
import type { ResourceState } from "./ResourceState";
import type { Step } from "./Step";

/** The two states of a replace. */
export interface Replaced {
    readonly old: ResourceState;
    readonly next: ResourceState;
}

interface ReplaceContext extends Replaced {
    /** Checks the inputs again; `undefined` if they were already checked as new. */
    readonly provider: ProviderClient | undefined;
    readonly diff: ProviderDiff;
}

/** Plans replaces in both orders, with the dependents that must go first. */
export class ReplacementPlanner {
    readonly #deployment: Deployment;
    readonly #registered: ReadonlySet<string>;
    readonly #deletedUrns = new Set<string>();
    readonly #deletedStates = new Set<ResourceState>();
    #sawError = false;

    constructor(deployment: Deployment, registered: ReadonlySet<string>) {
        this.#deployment = deployment;
        this.#registered = registered;
    }

    /** The dependents that were deleted before the resource that they need was replaced. */
    get deleted(): ReadonlySet<ResourceState> {
        return this.#deletedStates;
    }

    /** Whether a protected resource should be replaced. */
    get sawError(): boolean {
        return this.#sawError;
    }

    /** Whether a resource was deleted together with what it needs, and is now registered again. */
    takeBack(urn: string): boolean {
        return this.#deletedUrns.delete(urn);
    }

    /** The inputs of the new resource, checked as those of a resource without old inputs. */
    async prepare(registration: Registration, context: ReplaceContext): Promise<PropertyMap> {
        const { goal } = registration;
        this.#refuseProtected(goal, context);
        if (context.provider === undefined) return context.next.inputs;
        const { inputs, failures } = await context.provider.check(goal.urn, {}, goal.properties);
        if (failures.length === 0) return inputs;
        for (const { reason } of failures) {
            this.#deployment.diagnostics.add("error", goal.urn, reason);
        }
        throw new ReportedError(`resource ${goal.urn} has check errors`);
    }

    /** The steps of a replace, in the order of the resource option or of the provider. */
    async replace(
        registration: Registration,
        context: ReplaceContext & { readonly inputs: PropertyMap },
    ): Promise<readonly Step[]> {
        const { old, next, diff, inputs } = context;
        next.inputs = inputs;
        const deleteFirst = registration.goal.deleteBeforeReplace ?? diff.deleteBeforeReplace;
        if (!deleteFirst) return this.createFirst(registration, context);
        const dependents = await this.#dependentDeletes(old);
        const own = old.pendingReplacement ? [] : [deleteStep(old)];
        const { providers, snapshot } = this.#deployment;
        await providers.ensure(old.provider, snapshot.base);
        return [...dependents, ...own, ...this.recreate(registration, { old, next })];
    }

    /**
     * Create, then replace. The old resource is marked, and deleted at the end of the operation.
     */
    createFirst(registration: Registration, { old, next }: Replaced): readonly Step[] {
        const { urn } = registration.goal;
        return [
            { op: "create-replacement", urn, old, next, registration, pending: true },
            { op: "replace", urn, old, next, pending: true },
        ];
    }

    /** Replace, then create. The old resource is already deleted. */
    recreate(registration: Registration, { old, next }: Replaced): readonly Step[] {
        const { urn } = registration.goal;
        return [
            { op: "replace", urn, old, next },
            { op: "create-replacement", urn, old, next, registration },
        ];
    }

    #refuseProtected(goal: Goal, { old, next }: Replaced): void {
        if (!old.protect || !next.protect) return;
        const message =
            `unable to replace resource "${goal.urn}" as it is currently marked for protection. ` +
            "To unprotect the resource, remove the `protect` flag in the program and run `pulumi up`.";
        this.#deployment.diagnostics.add("error", goal.urn, message);
        this.#sawError = true;
        // A preview continues, so that the user sees what would be replaced.
        if (!this.#deployment.dryRun) throw new ReportedError(message);
    }

    async #dependentDeletes(root: ResourceState): Promise<readonly Step[]> {
        const steps: Step[] = [];
        const replaced = new Set([root.urn]);
        const { base } = this.#deployment.snapshot;
        for (const state of dependentsOf(root, base, this.#registered)) {
            if (!(await this.#mustGoFirst(state, replaced))) continue;
            replaced.add(state.urn);
            if (this.#deletedStates.has(state)) continue;
            this.#deletedUrns.add(state.urn);
            this.#deletedStates.add(state);
            steps.unshift(
                state.delete ? { op: "delete", urn: state.urn, old: state } : deleteStep(state),
            );
        }
        return steps;
    }

    // A dependent is replaced if its provider says so. For this question, the values that it takes
    // over are unknown.
    async #mustGoFirst(state: ResourceState, replaced: ReadonlySet<string>): Promise<boolean> {
        if (!state.custom || state.external) return false;
        const takesOver = (key: string): boolean =>
            (state.propertyDependencies[key] ?? []).some((urn) => replaced.has(urn));
        if (!Object.keys(state.inputs).some(takesOver)) return false;
        const news = Object.fromEntries(
            Object.entries(state.inputs).map(([key, value]) => [
                key,
                takesOver(key) ? unknownValue : value,
            ]),
        );
        const { providers, snapshot } = this.#deployment;
        await providers.ensure(state.provider, snapshot.base);
        const { inputs: oldInputs, outputs: oldOutputs, ignoreChanges } = state;
        const provider = providers.get(state.provider);
        const diff = await provider.diff(state, { oldInputs, oldOutputs, news, ignoreChanges });
        return diff.changes && diff.replaces.length > 0;
    }
}

function deleteStep(old: ResourceState): Step {
    return { op: "delete-replaced", urn: old.urn, old, pending: true, replacing: true };
}
