import { graphErrorEntry } from "./catalogue";
import { GraphError, type GraphErrorFacts } from "./GraphError";
import {
    booleanOf,
    integerOf,
    isJsonObject,
    type JsonObject,
    memberOf,
    textOf,
} from "./jsonObject";
import { fbtrace } from "./fbtrace";
import { isRedirect } from "./readRetry";
import type { SecretMask } from "./SecretMask";
import { TransportError } from "./TransportError";
import { withoutUndefined } from "./withoutUndefined";

/** What came of one request: an object of JSON, or one of the two errors. */
export type GraphAnswer =
    | { readonly kind: "value"; readonly httpStatus: number; readonly value: JsonObject }
    | { readonly kind: "error"; readonly error: GraphError | TransportError };

/** An HTTP answer with its body still a text. */
export interface RawAnswer {
    /** The HTTP status. */
    readonly httpStatus: number;
    /** The body, unread. */
    readonly body: string;
    /** How long the headers ask to wait, in milliseconds. */
    readonly askedWaitMs: number | undefined;
    /** Takes the secrets of the request out of Meta's texts. */
    readonly mask: SecretMask;
}

/** Meta's texts are a line or two; more of a text is not Meta's and would flood a log. */
const LONGEST_TEXT = 1_000;

/**
 * Reads an HTTP answer.
 *
 * Only a Graph error (an `error` with a numeric code) proves that Meta answered; everything else
 * that is not a JSON object with HTTP 2xx is a {@link TransportError} without a word of the body.
 */
export function graphAnswer(raw: RawAnswer): GraphAnswer {
    if (isRedirect(raw.httpStatus)) {
        return unusable(raw, "a redirect, which is not followed");
    }
    const value = parsedBody(raw.body);
    const error = graphError(raw, value);
    if (error !== undefined) {
        return { kind: "error", error };
    }
    if (!isJsonObject(value)) {
        return unusable(
            raw,
            raw.body.trim() === "" ? "an empty body" : "a body that is no JSON object",
        );
    }
    if (Object.hasOwn(value, "error")) {
        return unusable(raw, "an error that has no code");
    }
    if (raw.httpStatus < 200 || raw.httpStatus > 299) {
        return unusable(raw, "a body without a Graph error");
    }
    return { kind: "value", httpStatus: raw.httpStatus, value };
}

function parsedBody(body: string): unknown {
    try {
        return JSON.parse(body) as unknown;
    } catch {
        return undefined;
    }
}

function graphError(raw: RawAnswer, value: unknown): GraphError | undefined {
    const error = memberOf(value, "error");
    const graphCode = integerOf(error, "code");
    return graphCode === undefined
        ? undefined
        : new GraphError(graphErrorFacts(raw, error, graphCode));
}

function graphErrorFacts(raw: RawAnswer, error: unknown, graphCode: number): GraphErrorFacts {
    const clean = (text: string | undefined): string | undefined =>
        text === undefined ? undefined : raw.mask.mask(text).slice(0, LONGEST_TEXT);
    const graphSubcode = integerOf(error, "error_subcode");
    const metaMessage = clean(textOf(error, "message")) ?? "no text";
    const metaDetails = clean(
        textOf(memberOf(error, "error_data"), "details") ?? textOf(error, "error_data"),
    );
    const userMessage = clean(textOf(error, "error_user_msg"));
    const texts = [metaMessage, metaDetails, userMessage].join("\n");
    return withoutUndefined({
        graphCode,
        graphSubcode,
        httpStatus: raw.httpStatus,
        fbtraceId: fbtrace(clean(textOf(error, "fbtrace_id"))),
        metaMessage,
        metaDetails,
        userTitle: clean(textOf(error, "error_user_title")),
        userMessage,
        isTransient: booleanOf(error, "is_transient"),
        retryAfterMs: raw.askedWaitMs,
        entry: graphErrorEntry(graphCode, graphSubcode, texts),
    });
}

function unusable(raw: RawAnswer, what: string): GraphAnswer {
    const facts = withoutUndefined({
        kind: "badAnswer" as const,
        httpStatus: raw.httpStatus,
        reason: `the answer was HTTP ${raw.httpStatus} with ${what}`,
        retryAfterMs: raw.askedWaitMs,
    });
    return { kind: "error", error: new TransportError(facts) };
}
