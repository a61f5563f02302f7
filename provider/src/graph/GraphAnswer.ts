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
import { MetaTexts } from "./MetaTexts";
import type { SecretForms } from "./SecretForms";
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

/** The result of one request: a JSON object, or one of the two errors. */
export type GraphAnswer = {
    /** Meta's trace id, if the answer has one. */
    readonly fbtraceId?: string;
} & (
    | { readonly kind: "value"; readonly httpStatus: number; readonly value: JsonObject }
    | { readonly kind: "error"; readonly error: GraphError | TransportError }
);

/**
 * Reads an HTTP answer, and drops every text that repeats a secret of the request.
 *
 * Only a Graph error (an `error` with a numeric code) proves that Meta answered; everything else
 * that is not a JSON object with HTTP 2xx is a {@link TransportError} without a word of the body.
 */
export function graphAnswer(received: HttpAnswer, secrets: SecretForms): GraphAnswer {
    const { httpStatus, header } = received;
    const texts = new MetaTexts(secrets);
    const value = texts.clean(withoutCode(parsedJson(received.body)));
    const error = graphErrorIn(received, value);
    const fbtraceId = error?.fbtraceId ?? fbtrace(texts.text(header("x-fb-trace-id") ?? ""));
    const trace = fbtraceId === undefined ? {} : { fbtraceId };
    if (error !== undefined) {
        return { kind: "error", error, ...trace };
    }
    const found = objectOrFlaw(received, value);
    return typeof found === "string"
        ? { kind: "error", error: badAnswer(received, found), ...trace }
        : { kind: "value", httpStatus, value: found, ...trace };
}

function graphErrorIn({ httpStatus, header }: HttpAnswer, value: unknown): GraphError | undefined {
    const error = memberOf(value, "error");
    const graphCode = integerOf(error, "code");
    if (graphCode === undefined || isRedirect(httpStatus)) {
        return undefined;
    }
    const graphSubcode = integerOf(error, "error_subcode");
    const words = metaWords(error);
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

/**
 * An answer without its own code at the start of the message, where Meta repeats it: a code has six
 * digits like a PIN, and could be taken for one.
 */
function withoutCode(value: unknown): unknown {
    const error = memberOf(value, "error");
    const code = integerOf(error, "code");
    const message = textOf(error, "message");
    if (!isJsonObject(value) || !isJsonObject(error) || message === undefined) return value;
    const rest = message.replace(/^\(#(\d+)\)\s*/, (start, digits: string) =>
        Number(digits) === code ? "" : start,
    );
    return { ...value, error: { ...error, message: rest } };
}

/** The texts of Meta's error. */
function metaWords(error: unknown) {
    return {
        fbtraceId: fbtrace(textOf(error, "fbtrace_id")),
        metaMessage: textOf(error, "message") ?? "no text",
        metaDetails:
            textOf(memberOf(error, "error_data"), "details") ?? textOf(error, "error_data"),
        userTitle: textOf(error, "error_user_title"),
        userMessage: textOf(error, "error_user_msg"),
    };
}

/**
 * Meta's trace id, if it has the right shape: it goes into every message, and other text must not.
 */
function fbtrace(answered: string | undefined): string | undefined {
    return answered !== undefined && /^[\w+/=-]{1,100}$/.test(answered) ? answered : undefined;
}

/** The object that was answered, or what came instead. */
function objectOrFlaw({ httpStatus, body }: HttpAnswer, value: unknown): JsonObject | string {
    if (isRedirect(httpStatus)) {
        return "a redirect, which is not followed";
    }
    if (!isJsonObject(value)) {
        return body.trim() === "" ? "an empty body" : "a body that is not a JSON object";
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
