import type { PhoneNumber } from "../graph/phoneNumber";
import { mayHaveTakenEffect } from "./JournalEntry";
import type { SpentRequest } from "./spentRequests";

// Meta's clock and ours differ, and its time has no fractions of a second.
const SAME_WITHIN_MS = 60_000;
// A time that is further ahead is none: it would be counted for longer than Meta does.
const AHEAD_MS = 60 * 60_000;

/**
 * The registration that Meta tells of and that neither state nor journal noted: the number was
 * onboarded later than by any registration that is known. Somebody else sent it, or a process that
 * left no line. It may have been more than one request; one is all that is told.
 *
 * @param spent - the requests that are known; what is older than the window counts no more.
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
