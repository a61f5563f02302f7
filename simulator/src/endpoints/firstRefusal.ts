import { refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import type { GraphRefusal } from "../graph/GraphRefusal";

/** A condition of a call: undefined if it is met, else the error. */
export type Check = (call: NumberCall) => GraphRefusal | undefined;

/**
 * The answer of the first condition that is not met.
 *
 * @param call - the call
 * @param checks - the conditions, in the order in which Meta probably checks them
 */
export function firstRefusal(call: NumberCall, checks: readonly Check[]): GraphAnswer | undefined {
    for (const check of checks) {
        const refusal = check(call);
        if (refusal !== undefined) return refused(refusal);
    }
    return undefined;
}
