import { graphErrorEntry } from "./catalogue";
import { GraphError } from "./GraphError";
import type { HeaderOf } from "./HeaderWarnings";
import {
    booleanOf,
    integerOf,
    isJsonObject,
    type JsonObject,
    memberOf,
    parsedJson,
    textOf,
    withoutUndefined,
} from "./jsonObject";
import { askedWaitMs, isRedirect } from "./readRetry";
import type { SecretMask } from "./SecretMask";
import { TransportError } from "./TransportError";

/** An HTTP answer before anything in it is understood. */
export interface HttpAnswer {
    /** The HTTP status. */
    readonly httpStatus: number;
    /** The body as text. */
    readonly body: string;
    /** The headers of the answer. */
    readonly header: HeaderOf;
}

/** What came of one request: an object of JSON, or one of the two errors. */
export type GraphAnswer = {
    /** Meta's trace id, where the answer has one. */
    readonly fbtraceId?: string;
} & (
    | { readonly kind: "value"; readonly httpStatus: number; readonly value: JsonObject }
    | { readonly kind: "error"; readonly error: GraphError | TransportError }
);

/** Meta's texts are a line or two; more of a text is not Meta's and would flood a log. */
const LONGEST_TEXT = 1_000;

/**
 * Reads an HTTP answer; the mask takes the secrets of the request out of Meta's texts.
 *
 * Only a Graph error (an `error` with a numeric code) proves that Meta answered; everything else
 * that is not a JSON object with HTTP 2xx is a {@link TransportError} without a word of the body.
 */
export function graphAnswer(received: HttpAnswer, mask: SecretMask): GraphAnswer {
    const { httpStatus, header } = received;
    const value = parsedJson(received.body);
    const error = graphErrorIn(received, value, mask);
    const fbtraceId = error?.fbtraceId ?? fbtrace(mask.mask(header("x-fb-trace-id") ?? ""));
    const trace = fbtraceId === undefined ? {} : { fbtraceId };
    if (error !== undefined) {
        return { kind: "error", error, ...trace };
    }
    const found = objectOrFlaw(received, value);
    return typeof found === "string"
        ? { kind: "error", error: badAnswer(received, found), ...trace }
        : { kind: "value", httpStatus, value: found, ...trace };
}

function graphErrorIn(
    { httpStatus, header }: HttpAnswer,
    value: unknown,
    mask: SecretMask,
): GraphError | undefined {
    const error = memberOf(value, "error");
    const graphCode = integerOf(error, "code");
    if (graphCode === undefined || isRedirect(httpStatus)) {
        return undefined;
    }
    const graphSubcode = integerOf(error, "error_subcode");
    const words = metaWords(error, mask);
    const texts = [words.metaMessage, words.metaDetails, words.userMessage].join("\n");
    const facts = {
        ...words,
        graphCode,
        graphSubcode,
        httpStatus,
        isTransient: booleanOf(error, "is_transient"),
        retryAfterMs: askedWaitMs(header, Date.now()),
        entry: graphErrorEntry(graphCode, graphSubcode, texts),
    };
    return new GraphError(withoutUndefined(facts));
}

/** The texts of Meta's error, without secrets and cut to a length that a log can take. */
function metaWords(error: unknown, mask: SecretMask) {
    const clean = (text: string | undefined): string | undefined =>
        text === undefined ? undefined : mask.mask(text).slice(0, LONGEST_TEXT);
    const data = textOf(memberOf(error, "error_data"), "details") ?? textOf(error, "error_data");
    return {
        fbtraceId: fbtrace(clean(textOf(error, "fbtrace_id"))),
        metaMessage: clean(textOf(error, "message")) ?? "no text",
        metaDetails: clean(data),
        userTitle: clean(textOf(error, "error_user_title")),
        userMessage: clean(textOf(error, "error_user_msg")),
    };
}

/** Meta's trace id where it has the shape of one: it goes into every message, a text must not. */
function fbtrace(answered: string | undefined): string | undefined {
    return answered !== undefined && /^[\w+/=-]{1,100}$/.test(answered) ? answered : undefined;
}

/** The object that was answered, or what came in its place. */
function objectOrFlaw({ httpStatus, body }: HttpAnswer, value: unknown): JsonObject | string {
    if (isRedirect(httpStatus)) {
        return "a redirect, which is not followed";
    }
    if (!isJsonObject(value)) {
        return body.trim() === "" ? "an empty body" : "a body that is no JSON object";
    }
    if (Object.hasOwn(value, "error")) {
        return "an error that has no code";
    }
    return httpStatus >= 200 && httpStatus < 300 ? value : "a body without a Graph error";
}

function badAnswer({ httpStatus, header }: HttpAnswer, flaw: string): TransportError {
    const facts = {
        kind: "badAnswer" as const,
        httpStatus,
        reason: `the answer was HTTP ${httpStatus} with ${flaw}`,
        retryAfterMs: askedWaitMs(header, Date.now()),
    };
    return new TransportError(withoutUndefined(facts));
}
