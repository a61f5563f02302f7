import type { GraphError } from "./GraphError";
import { LONGEST_READ_WAIT_MS } from "./readRetry";
import type { TransportError } from "./TransportError";

/**
 * The pace of the reads of one account: when an answer asks to wait, all of them wait, and those of
 * other accounts go on.
 */
export class Pace {
    #heldUntilMs = 0;
    #why: GraphError | TransportError | undefined;

    /** Notes how long an answer asks to wait. */
    hold(error: GraphError | TransportError): void {
        const untilMs = Date.now() + (error.retryAfterMs ?? 0);
        if (error.retryAfterMs === undefined || untilMs <= this.#heldUntilMs) return;
        this.#heldUntilMs = untilMs;
        this.#why = error;
    }

    /**
     * Waits until the account may be asked again.
     *
     * @throws the error that asked to wait, if that is longer than a read waits: Meta would only refuse another request.
     */
    async turn(): Promise<void> {
        for (;;) {
            const waitMs = this.#heldUntilMs - Date.now();
            if (waitMs <= 0) return;
            if (waitMs > LONGEST_READ_WAIT_MS && this.#why !== undefined) throw this.#why;
            await new Promise((resolve) => setTimeout(resolve, waitMs));
        }
    }
}
