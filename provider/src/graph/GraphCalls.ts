import type { GraphAnswer } from "./GraphAnswer";
import { type GraphError, isGraphError } from "./GraphError";
import type { JsonObject } from "./jsonObject";
import { TransportError } from "./TransportError";

/** What was learned from Meta's answers, and stays true while the process lives. */
export interface GraphMemory {
    /** Whether Meta refused the long list of fields of a phone number. */
    isShortFieldListNeeded: boolean;
}

/** The two kinds of calls that the functions of the endpoints are made of. */
export interface GraphCalls {
    /** What was learned from earlier answers. */
    readonly memory: GraphMemory;
    /**
     * Reads, and repeats the read if that may help.
     *
     * @param path - the path after the version, with its first slash.
     * @param query - parameters of the address; no secrets.
     * @returns the object that Meta answered.
     * @throws GraphError where Meta refused, TransportError where there was no usable answer.
     */
    get(path: string, query?: Readonly<Record<string, string>>): Promise<JsonObject>;
    /**
     * Writes with exactly one request, which is never repeated.
     *
     * @param path - the path after the version, with its first slash.
     * @param body - sent as JSON; a `pin` and a `backup` in it are kept out of every text. If it is left out, no body is sent.
     * @param leastTimeoutMs - the least time it may take, if that is more than configured.
     * @returns what is known about the write; it does not throw for a failed one.
     */
    post(path: string, body?: JsonObject, leastTimeoutMs?: number): Promise<WriteOutcome>;
}

/**
 * What is known of a write after its one and only request.
 *
 * - `accepted`: HTTP 2xx with `success` true or `"true"`.
 * - `refused`: Meta answered with a Graph error.
 * - `unanswered`: it may have taken effect; only a read can tell.
 * - `notSent`: it certainly never left this machine and costs nothing.
 */
export type WriteOutcome =
    | { readonly kind: "accepted" }
    | { readonly kind: "refused"; readonly error: GraphError }
    | { readonly kind: "unanswered"; readonly error: TransportError }
    | { readonly kind: "notSent"; readonly error: TransportError };

/**
 * What an answer says about a write.
 *
 * Meta's reference prints `success` as a boolean, and its older pages as a text (read 2026-11-22).
 * After anything else with HTTP 2xx it is unknown what happened.
 */
export function writeOutcome(answer: GraphAnswer): WriteOutcome {
    if (answer.kind === "error") {
        return failedWrite(answer.error);
    }
    const success = answer.value["success"];
    if (success === true || success === "true") {
        return { kind: "accepted" };
    }
    const { httpStatus } = answer;
    const reason = `the answer was HTTP ${httpStatus} without "success": true`;
    return failedWrite(new TransportError({ kind: "badAnswer", httpStatus, reason }));
}

function failedWrite(error: GraphError | TransportError): WriteOutcome {
    if (isGraphError(error)) {
        return { kind: "refused", error };
    }
    return { kind: error.kind === "notSent" ? "notSent" : "unanswered", error };
}
