import type { Cancellation } from "./Cancellation";
import { planDeletes } from "./planDeletes";
import { currentStates, isTargeted, type Deployment } from "./Deployment";
import { ReportedError } from "./Diagnostics";
import type { EventQueue } from "./EventQueue";
import type { ProgramEvent } from "./Goal";
import { Importer } from "./Importer";
import { Planner } from "./Planner";
import type { PropertyMap } from "./PropertyMap";
import type { ResourceState } from "./ResourceState";
import type { ResourceToImport } from "./resourcesInImportFile";
import type { Step } from "./Step";
import { answerSkipped, StepExecutor } from "./StepExecutor";
import { isProviderType, stackType } from "./urn";

/** What an operation does. With a program it updates, without one it deletes, unless it imports. */
export interface OperationPlan {
    readonly refresh: boolean;
    /** Whether only the refresh is wanted. */
    readonly refreshOnly: boolean;
    /** The resources to import. The operation then does nothing else. */
    readonly imports?: readonly ResourceToImport[];
    /** The requests of the program; absent if none runs. */
    readonly startProgram?: () => EventQueue<ProgramEvent>;
}

/** Runs one operation on a stack: refresh, the program's resources, deletes. */
export class EngineOperation {
    readonly #deployment: Deployment;
    readonly #cancellation: Cancellation;
    #failed = false;
    #stackOutputs: { readonly urn: string; readonly outputs: PropertyMap } | undefined;

    constructor(deployment: Deployment, cancellation: Cancellation) {
        this.#deployment = deployment;
        this.#cancellation = cancellation;
    }

    /** The outputs that the program exported. */
    get stackOutputs(): PropertyMap | undefined {
        return this.#stackOutputs?.outputs;
    }

    /** Runs it. Returns whether everything succeeded. */
    async run(plan: OperationPlan): Promise<boolean> {
        try {
            if (plan.imports !== undefined) await this.#import(plan.imports);
            else if (plan.refresh) await this.#refresh();
            if (plan.imports === undefined && !plan.refreshOnly && !this.#stops())
                await this.#update(plan);
        } catch (error) {
            this.#report(error);
        }
        this.#deployment.snapshot.write();
        if (this.#failed) this.#deployment.diagnostics.add("error", "", "update failed");
        return !this.#stops();
    }

    #stops(): boolean {
        return this.#failed || this.#cancellation.requested;
    }

    #report(error: unknown): void {
        this.#failed = true;
        if (error instanceof ReportedError) return;
        this.#deployment.diagnostics.add(
            "error",
            "",
            error instanceof Error ? error.message : String(error),
        );
    }

    async #refresh(): Promise<void> {
        const { snapshot, providers, options } = this.#deployment;
        const steps = new Map<ResourceState, Step>();
        for (const state of snapshot.base.filter(({ urn }) => isTargeted(options, urn))) {
            await providers.ensure(state.provider, snapshot.base);
            steps.set(state, { op: "refresh", urn: state.urn, old: state, next: state });
        }
        const executor = new StepExecutor(this.#deployment, this.#cancellation, {
            ignoresErrors: true,
        });
        await executor.atOnce([...steps.values()]);
        const read = snapshot.base.flatMap((state) => {
            const step = steps.get(state);
            return step === undefined ? [state] : (step.next ?? []);
        });
        snapshot.rebase(withoutGone(read));
        if (executor.failed) this.#failed = true;
    }

    async #import(resources: readonly ResourceToImport[]): Promise<void> {
        const executor = new StepExecutor(this.#deployment, this.#cancellation, {
            ignoresErrors: false,
        });
        try {
            await new Importer(this.#deployment, executor).run(resources);
        } finally {
            await executor.settled();
            this.#failed ||= executor.failed;
        }
    }

    async #update(plan: OperationPlan): Promise<void> {
        const planner = new Planner(this.#deployment);
        const executor = new StepExecutor(this.#deployment, this.#cancellation, {
            ignoresErrors: false,
        });
        try {
            await this.#followProgram(planner, executor, plan);
            if (!this.#cancellation.requested) await this.#delete(planner, executor);
        } catch (error) {
            this.#cancellation.request("failure");
            throw error;
        } finally {
            await executor.settled();
            this.#failed ||= executor.failed || planner.sawError;
            this.#finishStackOutputs(executor);
        }
    }

    async #followProgram(
        planner: Planner,
        executor: StepExecutor,
        plan: OperationPlan,
    ): Promise<void> {
        const events = plan.startProgram?.();
        if (events === undefined) return;
        const skipped = new Set<string>();
        for (;;) {
            const event = await Promise.race([events.take(), this.#cancellation.whenRequested]);
            if (event === undefined || this.#cancellation.requested) break;
            if (event.kind === "outputs") {
                this.#takeOutputs(event, executor);
                continue;
            }
            const steps = await this.#stepsFor(event, planner);
            const kept = steps.filter((step) => !leftOut(step, executor, skipped));
            if (kept.length > 0) void executor.inOrder(kept);
        }
        await executor.settled();
    }

    async #stepsFor(
        event: Exclude<ProgramEvent, { kind: "outputs" }>,
        planner: Planner,
    ): Promise<readonly Step[]> {
        const { kind } = event;
        try {
            return kind === "read"
                ? planner.read(event.read)
                : await planner.register(event.registration);
        } catch (error) {
            const urn = kind === "read" ? event.read.urn : event.registration.goal.urn;
            if (error instanceof ReportedError) throw error;
            const message = error instanceof Error ? error.message : String(error);
            this.#deployment.diagnostics.add("error", urn, message);
            throw new ReportedError(message);
        }
    }

    #takeOutputs(event: Extract<ProgramEvent, { kind: "outputs" }>, executor: StepExecutor): void {
        const state = executor.produced(event.urn);
        if (state?.type === stackType) this.#stackOutputs = event;
        else if (state !== undefined) {
            state.outputs = event.outputs;
            this.#deployment.snapshot.write();
        }
        event.done();
    }

    async #delete(planner: Planner, executor: StepExecutor): Promise<void> {
        const failedNeeds = new Set<string>();
        for (const group of await planDeletes(this.#deployment, planner)) {
            for (const { urn } of executor.errored) failedNeeds.add(urn);
            await executor.atOnce(group.filter((step) => !isNeeded(step, failedNeeds, executor)));
        }
    }

    // After a failure, missing outputs do not count as deleted.
    #finishStackOutputs(executor: StepExecutor): void {
        if (this.#stackOutputs === undefined) return;
        const { urn, outputs } = this.#stackOutputs;
        const state = executor.produced(urn);
        if (state === undefined) return;
        const old = currentStates(this.#deployment.snapshot.base).get(urn)?.outputs ?? {};
        state.outputs = this.#stops() ? { ...old, ...outputs } : outputs;
        this.#deployment.snapshot.write();
    }
}

/**
 * Whether a step needs something that failed. Then it is skipped, and so is everything that needs
 * it.
 */
function leftOut(step: Step, executor: StepExecutor, skipped: Set<string>): boolean {
    for (const { urn } of executor.errored) skipped.add(urn);
    const { next } = step;
    if (next === undefined || skipped.size === 0) return false;
    const needs = [
        next.parent,
        ...next.dependencies,
        ...Object.values(next.propertyDependencies).flat(),
    ];
    if (!needs.some((urn) => skipped.has(urn))) return false;
    skipped.add(step.urn);
    answerSkipped(step);
    return true;
}

// A resource that a failed one still needs stays.
function isNeeded(step: Step, failed: ReadonlySet<string>, executor: StepExecutor): boolean {
    if (failed.size === 0 || step.old === undefined) return false;
    const { old } = step;
    return executor.errored.some((errored) => {
        const states = [errored.old, errored.next].filter((state) => state !== undefined);
        return states.some(
            (state) =>
                state.parent === old.urn ||
                state.provider.startsWith(`${old.urn}::`) ||
                state.dependencies.includes(old.urn),
        );
    });
}

/** The states without references to resources that are gone. */
function withoutGone(states: readonly ResourceState[]): readonly ResourceState[] {
    const known = new Set(states.map(({ urn }) => urn));
    const kept = (urns: readonly string[]): readonly string[] =>
        urns.filter((urn) => known.has(urn));
    for (const state of states.filter(({ type }) => !isProviderType(type))) {
        state.dependencies = kept(state.dependencies);
        // A refresh drops the properties that depend on nothing, as the real engine does.
        state.propertyDependencies = Object.fromEntries(
            Object.entries(state.propertyDependencies)
                .map(([key, urns]): [string, readonly string[]] => [key, kept(urns)])
                .filter(([, urns]) => urns.length > 0),
        );
    }
    return states;
}
