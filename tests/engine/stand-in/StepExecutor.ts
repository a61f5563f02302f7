import { messageOf, ProviderError } from "../provider/ProviderError";
import { applyStep } from "./applyStep";
import type { Cancellation } from "./Cancellation";
import { ReportedError } from "./Diagnostics";
import type { Deployment } from "./Deployment";
import type { Registered } from "./Goal";
import type { ResourceState } from "./ResourceState";
import type { PendingOperation } from "./StateFile";
import type { Step } from "./Step";
import { unknownValue } from "./PropertyMap";

// The real engine allows four for each core. The recordings were made with two cores.
const chainsAtOnce = 8;

/** Carries out steps, several chains at the same time, and stores the result of each. */
export class StepExecutor {
    readonly #deployment: Deployment;
    readonly #cancellation: Cancellation;
    readonly #ignoresErrors: boolean;
    readonly #running = new Set<Promise<void>>();
    readonly #waiting: (() => void)[] = [];
    #active = 0;
    readonly #errored: Step[] = [];
    #failed = false;
    /** States of components that wait for their outputs. */
    readonly #produced = new Map<string, ResourceState>();

    constructor(
        deployment: Deployment,
        cancellation: Cancellation,
        options: { ignoresErrors: boolean },
    ) {
        this.#deployment = deployment;
        this.#cancellation = cancellation;
        this.#ignoresErrors = options.ignoresErrors;
    }

    /** Whether a step failed. */
    get failed(): boolean {
        return this.#failed;
    }

    /** The steps that failed. */
    get errored(): readonly Step[] {
        return this.#errored;
    }

    /** The state that the last step of a URN produced. */
    produced(urn: string): ResourceState | undefined {
        return this.#produced.get(urn);
    }

    /** Carries out steps one after the other. The first failure ends the chain. */
    async inOrder(chain: readonly Step[]): Promise<void> {
        const run = this.#withSlot(() => this.#runChain(chain));
        this.#running.add(run);
        await run.finally(() => this.#running.delete(run));
    }

    /** Carries out steps at the same time. */
    async atOnce(steps: readonly Step[]): Promise<void> {
        await Promise.all(steps.map((step) => this.inOrder([step])));
    }

    /** Waits until every chain that was begun has ended. */
    async settled(): Promise<void> {
        while (this.#running.size > 0) await Promise.all(this.#running);
    }

    async #withSlot(run: () => Promise<void>): Promise<void> {
        if (this.#active >= chainsAtOnce) {
            await new Promise<void>((resolve) => this.#waiting.push(resolve));
        } else {
            this.#active += 1;
        }
        try {
            await run();
        } finally {
            const next = this.#waiting.shift();
            if (next === undefined) this.#active -= 1;
            else next();
        }
    }

    async #runChain(chain: readonly Step[]): Promise<void> {
        for (const step of chain) {
            if (this.#cancellation.requested) return;
            try {
                await this.#run(step);
            } catch (error) {
                this.#fail(step, error);
                return;
            }
            this.#stopBetweenHalves(step);
        }
    }

    async #run(step: Step): Promise<void> {
        const { dryRun, output } = this.#deployment;
        output.begin(step);
        const pending = dryRun ? undefined : this.#begin(step);
        const failure = await applyStep(step, this.#deployment).then(
            () => undefined,
            (error: unknown) => ({ error }),
        );
        const partial =
            failure?.error instanceof ProviderError && failure.error.initFailure !== undefined;
        if (failure === undefined && step.next !== undefined)
            this.#produced.set(step.urn, step.next);
        if (!dryRun) this.#end(step, pending, failure === undefined || partial);
        output.end(step, failure?.error);
        if (failure !== undefined) throw failure.error;
        answer(step, "success");
    }

    #begin({ op, old, next }: Step): PendingOperation | undefined {
        const { snapshot } = this.#deployment;
        switch (op) {
            case "create":
            case "create-replacement":
                return next && snapshot.begin("creating", next);
            case "update":
                return next && snapshot.begin("updating", next);
            case "delete":
            case "delete-replaced":
                return old && snapshot.begin("deleting", old);
            case "read":
                return next && snapshot.begin("reading", next);
            case "import":
                return next && snapshot.begin("importing", next);
            case "same":
            case "replace":
            case "remove-pending-replace":
            case "refresh":
                return undefined;
        }
    }

    #end(step: Step, pending: PendingOperation | undefined, success: boolean): void {
        const { snapshot } = this.#deployment;
        if (step.op === "replace" || step.op === "refresh") return;
        snapshot.end(pending, success ? changeOf(step) : {});
    }

    #fail(step: Step, error: unknown): void {
        const { diagnostics, options } = this.#deployment;
        this.#failed = true;
        if (!(error instanceof ReportedError)) diagnostics.add("error", step.urn, messageOf(error));
        // A refused delete changes nothing, so the others are tried, too.
        const goesOn = options.continueOnError === true || error instanceof ReportedError;
        if (this.#ignoresErrors) return;
        if (!goesOn) {
            this.#cancellation.request("failure");
            return;
        }
        this.#errored.push(step);
        answer(step, "failed");
    }

    #stopBetweenHalves(step: Step): void {
        const { options, dryRun } = this.#deployment;
        const firstHalf = step.pending === true && step.op !== "same";
        if (options.stopBetweenReplaceHalves === true && firstHalf && !dryRun) {
            this.#cancellation.request("interrupt");
        }
    }
}

/** Stores what a finished step removes from the state and adds to it. */
function changeOf(step: Step): { done?: ResourceState; produced?: ResourceState } {
    const { op, old, next } = step;
    if (op === "same" && step.skipped === true) return {};
    const takesOld = op.startsWith("create") || op.startsWith("delete") ? isReplaced(step) : true;
    return {
        ...(old !== undefined && takesOld ? { done: old } : {}),
        ...(next === undefined ? {} : { produced: next }),
    };
}

// A deleted state that waits for its replacement stays until the create is done.
function isReplaced({ op, old }: Step): boolean {
    const pending = old?.pendingReplacement === true;
    return op.startsWith("create") ? pending : !pending;
}

/** Tells the program the result of the resource. */
function answer(step: Step, result: Registered["result"]): void {
    const { next, urn } = step;
    const done = step.registration ?? step.read;
    if (done === undefined || step.op === "replace") return;
    done.done({
        urn,
        resourceId: step.skipped === true ? unknownValue : (next?.id ?? ""),
        outputs: next?.outputs ?? {},
        result,
    });
}

/** Tells the program that a resource was skipped, because something that it needs failed. */
export function answerSkipped(step: Step): void {
    answer(step, "skipped");
}
