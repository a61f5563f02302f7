import type { PhoneNumber } from "../graph/phoneNumber";
import { mayHaveTakenEffect } from "./JournalEntry";
import type { SpentRequest } from "./spentRequests";

// Meta's clock and ours differ, and its time has no fractions of a second.
const SAME_WITHIN_MS = 60_000;
// A time that is further ahead is not valid: it would count for longer than Meta counts it.
const AHEAD_MS = 60 * 60_000;

/**
 * A registration that Meta reports and that neither the state nor the journal noted: the number was
 * onboarded after every known registration. Somebody else sent it, or a process that noted nothing.
 * It may have been more than one request, but Meta reports only one.
 *
 * @param spent - the known requests. Requests older than the window no longer count.
 */
export function unnotedRegistration(
    { lastOnboardedTime }: Pick<PhoneNumber, "lastOnboardedTime">,
    spent: readonly SpentRequest[],
    nowMs: number,
): SpentRequest | undefined {
    const onboardedMs = Date.parse(lastOnboardedTime ?? "");
    if (Number.isNaN(onboardedMs) || onboardedMs > nowMs + AHEAD_MS) return undefined;
    const isNoted = spent.some(
        (request) =>
            request.operation === "register" &&
            mayHaveTakenEffect(request) &&
            onboardedMs <= Date.parse(request.answeredAt ?? request.at) + SAME_WITHIN_MS,
    );
    if (isNoted) return undefined;
    return { operation: "register", at: new Date(onboardedMs).toISOString(), outcome: "accepted" };
}
