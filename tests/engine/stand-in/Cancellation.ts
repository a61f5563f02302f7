import { Deferred } from "./Deferred";

/** Whether an operation goes on, and why not. */
export class Cancellation {
    #reason: "failure" | "interrupt" | undefined;
    readonly #done = new Deferred<undefined>();

    /** Why the operation stops; `undefined` while it goes on. */
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

    /** Stops the operation: running calls end, nothing new begins. The first reason counts. */
    request(reason: "failure" | "interrupt"): void {
        this.#reason ??= reason;
        this.#done.resolve(undefined);
    }
}
