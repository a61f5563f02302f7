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

/** What waiting for a state came to. */
export interface Settled {
    /** The wanted state was seen. */
    readonly isSeen: boolean;
    /** Why the last look showed nothing, where it did not. */
    readonly lost?: OperationFailure;
}

/**
 * Reads until the wanted state is seen or the settle time is over. A reading that the network loses
 * is tried again within that time; one that Meta refuses ends the waiting.
 */
export async function settle(
    options: SettleOptions,
    look: () => Promise<boolean>,
): Promise<Settled> {
    const { now, sleep, settleTimeoutMs } = options;
    const deadlineMs = now().getTime() + settleTimeoutMs;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
        const settled = await lookOnce(look);
        const isRefused = settled.lost?.graphError !== undefined;
        if (settled.isSeen || isRefused || now().getTime() + pauseMs > deadlineMs) return settled;
        await sleep(pauseMs);
    }
}

async function lookOnce(look: () => Promise<boolean>): Promise<Settled> {
    try {
        return { isSeen: await look() };
    } catch (error) {
        if (!(error instanceof OperationFailure)) throw error;
        return { isSeen: false, lost: error };
    }
}
