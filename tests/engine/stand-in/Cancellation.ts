import { Deferred } from "./Deferred";

/** Whether an operation continues, and if not, why. */
export class Cancellation {
    #reason: "failure" | "interrupt" | undefined;
    readonly #done = new Deferred<undefined>();

    /** Why the operation stops; `undefined` while it continues. */
    get reason(): "failure" | "interrupt" | undefined {
        return this.#reason;
    }

    /** Whether the operation stops. */
    get requested(): boolean {
        return this.#reason !== undefined;
    }

    /** Settles when the operation stops. */
    get whenRequested(): Promise<undefined> {
        return this.#done.promise;
    }

    /**
     * Stops the operation. Running calls end, and nothing new begins. Only the first reason counts.
     */
    request(reason: "failure" | "interrupt"): void {
        this.#reason ??= reason;
        this.#done.resolve(undefined);
    }
}
