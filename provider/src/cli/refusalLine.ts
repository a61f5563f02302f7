import { timeAndDistance } from "../decisions/budget";
import type { RefusedUntil } from "./NumberRecords";

/** Says of a number what Meta refused, and when it is tried again. */
export function refusalLine(
    phoneNumberId: string,
    { operation, until, message }: RefusedUntil,
    now: Date,
): string {
    const words = message === undefined ? "" : ` ${message}`;
    return `${phoneNumberId}: ${operation} was refused and is tried again at ${timeAndDistance(until, now)}.${words}`;
}
