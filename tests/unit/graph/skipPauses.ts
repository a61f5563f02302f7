import { REQUEST_TIMEOUT_MS } from "./graphFixture";

/** Pauses that were asked for, but not waited for. */
export interface SkippedPauses {
    readonly pausesMs: number[];
    restore(): void;
}

/**
 * Ends every timer at once, except the time-out of requests. Notes how long each would have been.
 */
export function skipPauses(): SkippedPauses {
    const real = globalThis.setTimeout;
    const pausesMs: number[] = [];
    const fake = (callback: () => void, delayMs = 0) => {
        if (delayMs === REQUEST_TIMEOUT_MS) {
            return real(callback, delayMs);
        }
        pausesMs.push(delayMs);
        return real(callback, 0);
    };
    globalThis.setTimeout = fake as typeof setTimeout;
    return {
        pausesMs,
        restore: () => {
            globalThis.setTimeout = real;
        },
    };
}
