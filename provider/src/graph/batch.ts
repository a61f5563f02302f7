import type { HttpAnswer } from "./GraphAnswer";
import { isJsonObject, integerOf, parsedJson, textOf } from "./jsonObject";

/** The most calls that one batch can have (Graph API guide, "Batch Requests", read 2026-11-29). */
export const MOST_IN_BATCH = 50;

/** One thing to be read. */
export interface Readable {
    /** The path after the version, with its first slash. */
    readonly path: string;
    /** Parameters of the address. */
    readonly query?: Readonly<Record<string, string>> | undefined;
}

/**
 * A batch as `POST /` takes it: a form with a list of calls in JSON.
 *
 * @param proof - parameters that every call needs besides its own.
 */
export function batchForm(
    calls: readonly Readable[],
    proof: Readonly<Record<string, string>>,
): URLSearchParams {
    const batch = calls.map(({ path, query }) => {
        const parameters = new URLSearchParams({ ...query, ...proof }).toString();
        const address = path.replace(/^\//, "");
        return {
            method: "GET",
            relative_url: parameters === "" ? address : `${address}?${parameters}`,
        };
    });
    return new URLSearchParams({ batch: JSON.stringify(batch) });
}

/** What a batch brought for each of its calls; undefined for one that got no answer. */
export type BatchAnswers = readonly (HttpAnswer | undefined)[];

/**
 * The answers in the answer to a batch, in the order of its calls; undefined if it is none. An
 * entry is null if Meta's time was over before that call.
 */
export function batchAnswers(body: string, calls: number): BatchAnswers | undefined {
    const entries = parsedJson(body);
    if (!Array.isArray(entries) || entries.length !== calls) return undefined;
    return entries.map(answerIn);
}

function answerIn(entry: unknown): HttpAnswer | undefined {
    const httpStatus = integerOf(entry, "code");
    const body = textOf(entry, "body");
    if (httpStatus === undefined || body === undefined) return undefined;
    const headers = new Map(headersOf(entry));
    return { httpStatus, body, header: (name) => headers.get(name) };
}

function headersOf(entry: unknown): readonly (readonly [string, string])[] {
    const headers: unknown = isJsonObject(entry) ? entry["headers"] : undefined;
    if (!Array.isArray(headers)) return [];
    return headers.flatMap((header) => {
        const name = textOf(header, "name")?.toLowerCase();
        const value = textOf(header, "value");
        return name === undefined || value === undefined ? [] : [[name, value] as const];
    });
}
