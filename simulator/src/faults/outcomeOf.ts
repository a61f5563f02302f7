import type { GraphAnswer } from "../graph/GraphAnswer";
import type { GraphRefusal } from "../graph/GraphRefusal";
import type { Fault } from "./Fault";

/** The result of a call, with a fault or without. */
export type Outcome =
    | {
          /** A Graph answer. */
          readonly kind: "answer";
          /** Which. */
          readonly answer: GraphAnswer;
          /** How late, in real milliseconds. */
          readonly delayMs: number;
      }
    | {
          /** Text that is no Graph answer. */
          readonly kind: "text";
          /** HTTP status. */
          readonly httpStatus: number;
          /** `Content-Type`. */
          readonly contentType: string;
          /** The body. */
          readonly text: string;
          /** `Retry-After`, in seconds. */
          readonly retryAfterSeconds?: number | undefined;
          /** Whether the world changed. */
          readonly effect: boolean;
      }
    | {
          /** The connection is cut. */
          readonly kind: "cut";
          /** Whether the world changed. */
          readonly effect: boolean;
      }
    | {
          /** Nothing is ever sent. */
          readonly kind: "silence";
          /** Whether the world changed. */
          readonly effect: boolean;
      };

/** The two ways a faulty call can touch the world. */
export interface FaultyCall {
    /** Handles the call with its effect. */
    readonly run: () => GraphAnswer;
    /** Only counts the call. */
    readonly count: () => void;
}

/**
 * The result of a call under a fault.
 *
 * @param fault - what goes wrong; undefined for nothing
 * @param call - the call
 */
export function outcomeOf(fault: Fault | undefined, call: FaultyCall): Outcome {
    if (fault === undefined) return { kind: "answer", answer: call.run(), delayMs: 0 };
    switch (fault.kind) {
        case "graphError":
            return graphError(fault, call);
        case "delay":
            return { kind: "answer", answer: call.run(), delayMs: fault.ms };
        case "cut":
            return { kind: "cut", effect: fault.when === "after" && call.run().effect };
        case "timeout":
            return { kind: "silence", effect: fault.when === "after" && call.run().effect };
        case "malformed":
            return malformed(fault, call);
        case "successFalse": {
            const effect = fault.effect && call.run().effect;
            return {
                kind: "answer",
                answer: { kind: "answered", body: { success: false }, effect },
                delayMs: 0,
            };
        }
        case "status":
            return { ...HTML, ...fault, kind: "text", effect: false };
    }
}

/** Faults happen at the endpoint: the request counts for the window like any other that fails. */
function graphError(fault: Extract<Fault, { kind: "graphError" }>, call: FaultyCall): Outcome {
    const effect = fault.effect === true && call.run().effect;
    if (fault.effect !== true) call.count();
    const refusal: GraphRefusal = {
        httpStatus: fault.httpStatus ?? usualStatus(fault.code),
        graphCode: fault.code,
        graphSubcode: fault.subcode,
        message: fault.message ?? `(#${fault.code}) The simulator was told to refuse this call`,
        details: fault.details,
        userTitle: fault.userTitle,
        userMessage: fault.userMessage,
        isTransient: fault.isTransient,
    };
    return { kind: "answer", answer: { kind: "refused", refusal, effect }, delayMs: 0 };
}

/** HTTP statuses other than 400. Meta's list of error codes, read 2026-11-22. */
const USUAL_STATUS: ReadonlyMap<number, number> = new Map([
    [0, 401],
    [2, 503],
    [3, 500],
    [10, 403],
    [17, 429],
    [104, 401],
    [190, 401],
    [200, 403],
    [368, 403],
    [131000, 500],
    [131005, 403],
    [131016, 500],
    [131031, 403],
    [131045, 500],
    [131057, 500],
    [133000, 500],
    [133004, 503],
]);

function usualStatus(code: number): number {
    return USUAL_STATUS.get(code) ?? 400;
}

function malformed(fault: Extract<Fault, { kind: "malformed" }>, call: FaultyCall): Outcome {
    const answer = fault.when === "before" ? undefined : call.run();
    const whole = JSON.stringify(answer?.kind === "answered" ? answer.body : { success: true });
    return {
        kind: "text",
        httpStatus: fault.httpStatus ?? 200,
        effect: answer?.effect ?? false,
        ...malformedBody(fault.body, whole),
    };
}

const HTML = {
    contentType: "text/html; charset=utf-8",
    text: "<html><head><title>Error</title></head><body>Sorry, something went wrong.</body></html>",
};

function malformedBody(
    body: Extract<Fault, { kind: "malformed" }>["body"],
    whole: string,
): { readonly contentType: string; readonly text: string } {
    const contentType = "application/json; charset=UTF-8";
    switch (body) {
        case "html":
            return HTML;
        case "empty":
            return { contentType, text: "" };
        case "cutJson":
            return { contentType, text: whole.slice(0, Math.max(1, whole.length >> 1)) };
        case "text":
            return { contentType: "text/plain; charset=utf-8", text: "Service is not available" };
    }
}
