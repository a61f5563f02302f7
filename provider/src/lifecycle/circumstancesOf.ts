import type { Circumstances } from "../decisions/Goal";
import type { MarkOf } from "../decisions/refusalMemory";
import type { Operation } from "./Operation";

/** The circumstances of an operation now, for decisions about one number. */
export function circumstancesOf(
    operation: Operation,
    { phoneNumberId, markOf }: { readonly phoneNumberId: string; readonly markOf: MarkOf },
): Circumstances {
    const { configuration, host, stranded, endedVersion } = operation;
    const { isEngineGone, isCancelled } = operation;
    return {
        now: host.now(),
        settleTimeoutMs: configuration.settleTimeoutMs,
        recipe: configuration.localStorageRecipe,
        isForced: operation.isForced(phoneNumberId),
        endedVersion,
        stranded: stranded === phoneNumberId ? undefined : stranded,
        isEngineGone,
        isCancelled,
        markOf,
    };
}
