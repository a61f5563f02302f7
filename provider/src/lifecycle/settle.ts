import { OperationFailure } from "./OperationFailure";

export interface SettleOptions {
    readonly now: () => Date;
    readonly sleep: (durationMs: number) => Promise<unknown>;
    /** How long to look for the wanted state before it counts as not seen. */
    readonly settleTimeoutMs: number;
}

// Pauses between readings: short at first, since most writes show at once, then calm.
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Reads until the wanted state is seen; `false` when the settle time is over first. A reading that
 * the network loses is tried again within that time; one that Meta refuses ends the waiting.
 */
export async function settle(
    options: SettleOptions,
    isSettled: () => Promise<boolean>,
): Promise<boolean> {
    const { now, sleep, settleTimeoutMs } = options;
    const deadlineMs = now().getTime() + settleTimeoutMs;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
        const seen = await isSettled().catch(lostReading);
        if (seen === "refused") return false;
        if (seen) return true;
        if (now().getTime() + pauseMs > deadlineMs) return false;
        await sleep(pauseMs);
    }
}

function lostReading(error: unknown): false | "refused" {
    if (!(error instanceof OperationFailure)) throw error;
    return error.graphError === undefined ? false : "refused";
}
