import { randomUUID } from "node:crypto";

import { aliasNames } from "./aliasNames";
import { currentStates, isTargeted, lists, type Deployment } from "./Deployment";
import { ReportedError } from "./Diagnostics";
import type { Goal, ReadRequest, Registration } from "./Goal";
import {
    sameProperties,
    unknownValue,
    withIgnoredChanges,
    withoutSecrets,
    type PropertyMap,
} from "./PropertyMap";
import type { ProviderClient, ProviderDiff } from "./ProviderClient";
import { ReplacementPlanner } from "./ReplacementPlanner";
import { emptyState, type ResourceState } from "./ResourceState";
import type { Step } from "./Step";
import { isProviderType, nameOf, stackType } from "./urn";

/** Decides, resource by resource, what an update does. */
export class Planner {
    readonly #deployment: Deployment;
    readonly #olds: ReadonlyMap<string, ResourceState>;
    readonly #seen = new Set<string>();
    readonly #earlier = new Map<string, string>();
    readonly #skipped = new Set<string>();
    readonly #replacements: ReplacementPlanner;

    constructor(deployment: Deployment) {
        this.#deployment = deployment;
        this.#olds = currentStates(deployment.snapshot.base);
        this.#replacements = new ReplacementPlanner(deployment, this.#seen);
    }

    /** The URNs that the program registered, also under earlier names, and those that it read. */
    get operatedOn(): ReadonlySet<string> {
        return new Set([...this.#seen, ...this.#earlier.values()]);
    }

    /** The states that were deleted before their replacement. They need no other delete. */
    get deletedAlready(): ReadonlySet<ResourceState> {
        return this.#replacements.deleted;
    }

    /** Whether something was refused after which a preview continues. */
    get sawError(): boolean {
        return this.#replacements.sawError;
    }

    /** The steps for a registered resource. */
    async register(registration: Registration): Promise<readonly Step[]> {
        const { goal } = registration;
        if (this.#seen.has(goal.urn)) throw new Error(`Duplicate resource URN '${goal.urn}'`);
        const stored = this.#oldOf(goal);
        const recreating = this.#replacements.takeBack(goal.urn);
        this.#seen.add(goal.urn);
        const next = this.#nextOf(goal, stored);
        if (isProviderType(goal.type))
            return this.#providerSteps(registration, { old: stored, next });
        if (!this.#isTargeted(goal)) return this.#untargeted(registration, { old: stored, next });
        const isImport = goal.importId !== "" && stored?.id !== goal.importId;
        if (!isImport) return await this.#changes(registration, { old: stored, next, recreating });
        if (stored !== undefined) throw new Error("the stand-in imports nothing over a resource");
        const imported = await this.#imported(goal);
        const step: Step = { op: "import", urn: goal.urn, next: imported };
        return [step, ...(await this.#changes(registration, { old: imported, next, recreating }))];
    }

    async #changes(
        registration: Registration,
        args: {
            readonly old: ResourceState | undefined;
            readonly next: ResourceState;
            readonly recreating: boolean;
        },
    ): Promise<readonly Step[]> {
        const { goal } = registration;
        const { old, next, recreating } = args;
        const provider = goal.custom ? this.#deployment.providers.get(goal.provider) : undefined;
        const fresh = recreating || old?.external === true || this.#isForced(old);
        await this.#check({ goal, next, old: fresh ? undefined : old, provider });
        if (old === undefined) return [{ op: "create", urn: goal.urn, next, registration }];
        if (recreating) return this.#replacements.recreate(registration, { old, next });
        if (old.external) return this.#replacements.createFirst(registration, { old, next });
        return this.#fromDiff(registration, { old, next, provider });
    }

    /** The steps for a resource that the program only reads. */
    read(read: ReadRequest): readonly Step[] {
        if (this.#seen.has(read.urn)) throw new Error(`Duplicate resource URN '${read.urn}'`);
        this.#seen.add(read.urn);
        const old = this.#olds.get(read.urn);
        const next: ResourceState = {
            ...emptyState(read.urn, read.type, true),
            inputs: read.properties,
            parent: read.parent,
            provider: read.provider,
            dependencies: read.dependencies,
            additionalSecretOutputs: read.additionalSecretOutputs,
            external: true,
        };
        return [{ op: "read", urn: read.urn, next, read, ...(old === undefined ? {} : { old }) }];
    }

    #oldOf(goal: Goal): ResourceState | undefined {
        const { project, stack } = this.#deployment;
        const scope = { project, stack, earlier: this.#earlier };
        const names = [goal.urn, ...aliasNames(goal, scope)];
        const found = names.find((urn) => this.#olds.has(urn));
        if (found === undefined) return undefined;
        if (found !== goal.urn) {
            if (this.#seen.has(found)) throw new Error(`Duplicate resource alias '${found}'`);
            this.#earlier.set(goal.urn, found);
        }
        return this.#olds.get(found);
    }

    #nextOf(goal: Goal, old: ResourceState | undefined): ResourceState {
        const alias = this.#earlier.get(goal.urn);
        return {
            ...emptyState(goal.urn, goal.type, goal.custom),
            inputs: goal.properties,
            parent: goal.parent,
            provider: goal.provider,
            dependencies: goal.dependencies,
            propertyDependencies: goal.propertyDependencies,
            additionalSecretOutputs: goal.additionalSecretOutputs,
            aliases: alias === undefined ? [] : [alias],
            ignoreChanges: goal.ignoreChanges,
            deletedWith: goal.deletedWith,
            protect: goal.protect ?? false,
            retainOnDelete: goal.retainOnDelete ?? false,
            // A component keeps its outputs until it registers new ones.
            outputs: goal.custom ? {} : (old?.outputs ?? {}),
        };
    }

    #isTargeted(goal: Goal): boolean {
        return goal.type === stackType || isTargeted(this.#deployment.options, goal.urn);
    }

    #isForced(old: ResourceState | undefined): boolean {
        if (old === undefined) return false;
        const { replace, targetReplace } = this.#deployment.options;
        return old.taint || lists(replace, old.urn) || lists(targetReplace, old.urn);
    }

    async #check(args: {
        readonly goal: Goal;
        readonly next: ResourceState;
        readonly old: ResourceState | undefined;
        readonly provider: ProviderClient | undefined;
    }): Promise<void> {
        const { goal, next, old, provider } = args;
        const wanted =
            old === undefined
                ? goal.properties
                : withIgnoredChanges(goal.properties, old.inputs, goal.ignoreChanges);
        if (provider === undefined) return;
        const { inputs, failures } = await provider.check(goal.urn, old?.inputs ?? {}, wanted);
        next.inputs = inputs;
        for (const { property, reason } of failures) {
            this.#report(goal, { property, reason, value: wanted[property] });
        }
        if (failures.length > 0) throw new ReportedError(`resource ${goal.urn} is invalid`);
    }

    #report(
        goal: Goal,
        { property, reason, value }: Record<"property" | "reason", string> & { value: unknown },
    ): void {
        const subject = `${goal.type} resource '${nameOf(goal.urn)}'`;
        // The engine shows it like this, secrets included. A provider must know that.
        const shown = JSON.stringify(withoutSecrets(value));
        const place = property === "" ? "" : `: property ${property} value {${shown}}`;
        this.#deployment.diagnostics.add(
            "error",
            goal.urn,
            `${subject}${place} has a problem: ${reason}`,
        );
    }

    #providerSteps(
        registration: Registration,
        states: { readonly old: ResourceState | undefined; readonly next: ResourceState },
    ): readonly Step[] {
        const { old, next } = states;
        const { urn } = registration.goal;
        if (old === undefined) {
            next.id = this.#deployment.dryRun ? unknownValue : randomUUID();
            return [{ op: "create", urn, next, registration }];
        }
        const op = sameProperties(old.inputs, next.inputs) ? "same" : "update";
        return [{ op, urn, old, next, registration }];
    }

    #untargeted(
        registration: Registration,
        states: { readonly old: ResourceState | undefined; readonly next: ResourceState },
    ): readonly Step[] {
        const { old, next } = states;
        const { urn } = registration.goal;
        if (old === undefined) {
            this.#skipped.add(urn);
            return [{ op: "same", urn, next, registration, skipped: true }];
        }
        return [{ op: "same", urn, old, next: { ...old }, registration }];
    }

    // The resource is read by its id. A different declaration is then a change.
    async #imported(goal: Goal): Promise<ResourceState> {
        const { urn, importId: id } = goal;
        const provider = this.#deployment.providers.get(goal.provider);
        const live = await provider.read({ urn, id }, {});
        if (live.resourceId === "") throw new Error(`resource '${id}' does not exist`);
        const { resourceId, outputs, inputs = {}, error } = live;
        const initErrors = error?.initFailure?.reasons ?? [];
        return { ...this.#nextOf(goal, undefined), id: resourceId, inputs, outputs, initErrors };
    }

    async #fromDiff(
        registration: Registration,
        args: {
            readonly old: ResourceState;
            readonly next: ResourceState;
            readonly provider: ProviderClient | undefined;
        },
    ): Promise<readonly Step[]> {
        const { old, next, provider } = args;
        const { goal } = registration;
        const { urn } = goal;
        const diff = await this.#diff(goal, args);
        if ((diff.changes && diff.replaces.length > 0) || old.pendingReplacement) {
            if (goal.importId !== "") this.#refuseReplaceOfImport(goal);
            const checked = this.#isForced(old);
            const context = { old, next, provider: checked ? undefined : provider, diff };
            const inputs = await this.#replacements.prepare(registration, context);
            return this.#replacements.replace(registration, { ...context, inputs });
        }
        const op = diff.changes || old.initErrors.length > 0 ? "update" : "same";
        return [{ op, urn, old, next, registration }];
    }

    #refuseReplaceOfImport({ urn }: Goal): void {
        const message =
            "previously-imported resources that still specify an ID may not be replaced; " +
            "please remove the `import` declaration from your program";
        if (!this.#deployment.dryRun) throw new Error(message);
        this.#deployment.diagnostics.add("warning", urn, message);
    }

    async #diff(
        goal: Goal,
        args: {
            readonly old: ResourceState;
            readonly next: ResourceState;
            readonly provider: ProviderClient | undefined;
        },
    ): Promise<ProviderDiff> {
        const { old, next, provider } = args;
        const decided = { replaces: [], deleteBeforeReplace: false };
        if (this.#isForced(old)) return { ...decided, changes: true, replaces: ["id"] };
        if (old.custom !== next.custom)
            return { ...decided, changes: true, replaces: ["provider"] };
        if (provider === undefined)
            return { ...decided, changes: !this.#sameInputs(old, next.inputs) };
        return await provider.diff(
            { urn: goal.urn, id: old.id },
            {
                oldInputs: old.inputs,
                oldOutputs: old.outputs,
                news: next.inputs,
                ignoreChanges: goal.ignoreChanges,
            },
        );
    }

    #sameInputs(old: ResourceState, inputs: PropertyMap): boolean {
        return sameProperties(old.inputs, inputs);
    }
}
