import { setTimeout as pause } from "node:timers/promises";

import type { Simulator } from "pulumi-whatsapp-simulator";

import type { Moment } from "./RoundPlan";

const LOOK_EVERY_MS = 4;

/**
 * Waits for a moment of a run that begins now.
 *
 * @param simulator - counts its requests
 * @param moment - what to wait for
 * @param over - aborted when the run ends; it ends the waiting
 * @returns whether the moment came before the run was over
 */
export async function reached(
    simulator: Simulator,
    moment: Moment,
    over: AbortSignal,
): Promise<boolean> {
    const startedAtMs = Date.now();
    const before = simulator.requests().length;
    const isReached = (): boolean =>
        "ms" in moment
            ? Date.now() - startedAtMs >= moment.ms
            : simulator.requests().length - before >= moment.requests;
    while (!over.aborted && !isReached()) await pause(LOOK_EVERY_MS);
    return !over.aborted;
}
