import { type GraphError, isGraphError } from "../../graph/GraphError";
import type { GraphErrorClass } from "../../graph/GraphErrorEntry";
import { failureOf } from "../shell/CommandFailure";

// What Meta answers to every number alike: a token that cannot be used, and a limit of requests,
// which more of them would only prolong.
const OF_ALL: ReadonlySet<GraphErrorClass> = new Set(["token", "wait"]);

/**
 * Tells Meta's refusal about one number, which says nothing of the others.
 *
 * @param attempt - what was tried, such as `read phone number 106540352242922`.
 * @throws CommandFailure where the others would fare no better.
 */
export function refusalOfOne(attempt: string, thrown: unknown): GraphError {
    if (isGraphError(thrown) && !OF_ALL.has(thrown.entry.errorClass)) return thrown;
    throw failureOf(attempt, thrown);
}

/** Why a number is left out, as sentences. */
export function reasonOfRefusal(what: string, { message, entry, fbtraceId }: GraphError): string {
    const trace = fbtraceId === undefined ? "" : ` Trace ${fbtraceId}.`;
    return `${what} cannot be read: ${message}. ${entry.nextStep}${trace}`;
}
