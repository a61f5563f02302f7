import type { Stop } from "./Step";

/**
 * Says whether it is an earlier refusal of Meta's that holds a run back, whose time is not over:
 * the same attempt was refused, or the number is blocked. Nothing was sent in this run then.
 */
export function isHeldByMeta(stop: Stop): boolean {
    if (stop.kind === "remembered") return true;
    const isOurs = stop.kind === "refused" && stop.after === undefined;
    return isOurs && stop.reasons.every(({ isBlock }) => isBlock === true);
}
