import { timeAndDistance } from "../decisions/budget";
import type { NumberBudget, RefusedUntil } from "./NumberRecords";

/** What is remembered about a number besides its counts. */
interface Remembered extends Pick<NumberBudget, "phoneNumberId" | "doubt"> {
    readonly refusals: readonly RefusedUntil[];
}

/** Says why nothing is sent for a number, what Meta refused, and when it is tried again. */
export function recordLines(
    { phoneNumberId, doubt, refusals }: Remembered,
    now: Date,
): readonly string[] {
    return [
        ...(doubt === undefined
            ? []
            : [`${phoneNumberId}: nothing is sent now: ${doubt.cause}. ${doubt.nextStep}.`]),
        ...refusals.map((refusal) => refusalLine(phoneNumberId, refusal, now)),
    ];
}

function refusalLine(
    phoneNumberId: string,
    { operation, until, message }: RefusedUntil,
    now: Date,
): string {
    const words = message === undefined ? "" : ` ${message}`;
    return `${phoneNumberId}: ${operation} was refused and is tried again at ${timeAndDistance(until, now)}.${words}`;
}
