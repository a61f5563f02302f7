import type { GraphAnswer } from "./GraphAnswer";
import { type GraphError, isGraphError } from "./GraphError";
import { TransportError } from "./TransportError";

/**
 * What is known of a write after its one and only request.
 *
 * `at` is the moment at which the outcome was known, in ISO 8601, ending in `Z`. It is never
 * earlier than Meta's own count of the request, so that a window reckoned from it does not end
 * too soon.
 *
 * - `accepted`: HTTP 2xx with `success` true or `"true"`.
 * - `refused`: Meta answered with a Graph error.
 * - `unanswered`: it may have taken effect; only a read can tell.
 * - `notSent`: it certainly never left this machine and costs nothing.
 */
export type WriteOutcome =
    | { readonly kind: "accepted"; readonly at: string }
    | { readonly kind: "refused"; readonly at: string; readonly error: GraphError }
    | { readonly kind: "unanswered"; readonly at: string; readonly error: TransportError }
    | { readonly kind: "notSent"; readonly at: string; readonly error: TransportError };

/**
 * What an answer says of a write.
 *
 * Meta's reference prints `success` as a boolean and its older pages as a text (read 2026-11-22);
 * anything else with HTTP 2xx leaves open what happened.
 */
export function writeOutcome(answer: GraphAnswer, at: string): WriteOutcome {
    if (answer.kind === "error") {
        return failedWrite(answer.error, at);
    }
    const success = answer.value["success"];
    if (success === true || success === "true") {
        return { kind: "accepted", at };
    }
    const reason = `the answer was HTTP ${answer.httpStatus} without "success": true`;
    const { httpStatus } = answer;
    return failedWrite(new TransportError({ kind: "badAnswer", httpStatus, reason }), at);
}

function failedWrite(error: GraphError | TransportError, at: string): WriteOutcome {
    if (isGraphError(error)) {
        return { kind: "refused", at, error };
    }
    return { kind: error.kind === "notSent" ? "notSent" : "unanswered", at, error };
}
