import type { Stop } from "./Step";

/**
 * Says whether an earlier refusal by Meta holds the run back, and its pause is not over. Either Meta
 * refused the same attempt, or Meta blocks the number. Then this run sent nothing.
 */
export function isHeldByMeta(stop: Stop): boolean {
    if (stop.kind === "remembered") return true;
    const isOurs = stop.kind === "refused" && stop.after === undefined;
    return isOurs && stop.reasons.every(({ isBlock }) => isBlock === true);
}
