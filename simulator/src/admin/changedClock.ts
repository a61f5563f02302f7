import * as z from "zod";
import type { SimulatorClock } from "../clock/SimulatorClock";
import { parseInput } from "../world/parseInput";
import { isoTime, strictShape } from "../world/strictShape";

const schema = z.union(
    [
        strictShape({ set: isoTime }),
        strictShape({
            advance: strictShape({
                hours: z.number().optional(),
                minutes: z.number().optional(),
                seconds: z.number().optional(),
            }),
        }),
    ],
    {
        error:
            'is no clock call. Send {"set": "2026-11-22T09:30:00Z"} or ' +
            '{"advance": {"hours": 72, "minutes": 0, "seconds": 0}}',
    },
);

/**
 * Moves the clock as an admin call asks.
 *
 * @param clock - the world's clock
 * @param body - `{set}` or `{advance}`
 * @returns the time after it
 * @throws WorldError if the call is neither
 */
export function changedClock(clock: SimulatorClock, body: unknown): { readonly now: string } {
    const call = parseInput(schema, body, "the clock call");
    if ("set" in call) clock.set(call.set);
    else clock.advance(call.advance);
    return { now: clock.now().toISOString() };
}
