import type { GraphRefusal } from "./GraphRefusal";

/** The answer of an endpoint, before headers and trace ids. */
export type GraphAnswer =
    | {
          /** HTTP 200. */
          readonly kind: "answered";
          /** The JSON body; a list for a batch. */
          readonly body: Readonly<Record<string, unknown>> | readonly unknown[];
          /** Whether the world changed. */
          readonly effect: boolean;
          /** How long the work takes, in real milliseconds. The answer is delayed by this time. */
          readonly tookMs?: number;
      }
    | {
          /** An error of Meta's. */
          readonly kind: "refused";
          /** Which error. */
          readonly refusal: GraphRefusal;
          /** Whether the world changed despite the error. */
          readonly effect: boolean;
          /** How long the work takes, in real milliseconds. The answer is delayed by this time. */
          readonly tookMs?: number;
      };

/**
 * An answer to a read.
 *
 * @param body - the JSON body
 */
export function answered(
    body: Readonly<Record<string, unknown>> | readonly unknown[],
): GraphAnswer {
    return { kind: "answered", body, effect: false };
}

/**
 * An error instead of an answer.
 *
 * @param refusal - which error
 */
export function refused(refusal: GraphRefusal): GraphAnswer {
    return { kind: "refused", refusal, effect: false };
}
