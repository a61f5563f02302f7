import { type GraphError, isGraphError } from "../../graph/GraphError";
import { failureOf } from "../CommandFailure";

/**
 * Tells Meta's refusal about one number, which says nothing of the others.
 *
 * @param attempt - what was tried, such as `read phone number 106540352242922`.
 * @throws CommandFailure where the others would fare no better.
 */
export function refusalOfOne(attempt: string, thrown: unknown): GraphError {
    if (isGraphError(thrown) && !isOfAll(thrown)) return thrown;
    throw failureOf(attempt, thrown);
}

/**
 * Whether Meta would answer so to every number: a token that cannot be used, and a limit of
 * requests, which more of them would only prolong.
 */
function isOfAll({ entry: { errorClass, readRetries } }: GraphError): boolean {
    // Of what ends by itself only limits of requests let a reading be repeated.
    return errorClass === "token" || (errorClass === "wait" && readRetries > 0);
}

/** Why a number is left out, as sentences. */
export function reasonOfRefusal(what: string, { message, entry, fbtraceId }: GraphError): string {
    const trace = fbtraceId === undefined ? "" : ` Trace ${fbtraceId}.`;
    return `${what} cannot be read: ${message}. ${entry.nextStep}${trace}`;
}
