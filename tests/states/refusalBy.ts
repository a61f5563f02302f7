import { graphErrorEntry } from "../../provider/src/graph/catalogue";
import { GraphError } from "../../provider/src/graph/GraphError";
import { TransportError } from "../../provider/src/graph/TransportError";

const WORDS: Readonly<Record<number, string>> = {
    100: "Expected data localization region: 'CH'",
};

const refusals = new Map<string, GraphError>();

/** Meta's refusal with a code, from the real row of the catalogue. */
export function refusalBy(code: number, words = ""): GraphError {
    const key = `${code} ${words}`;
    const known = refusals.get(key);
    if (known !== undefined) return known;
    const entry = graphErrorEntry(code, undefined, words);
    const facts = { graphCode: code, httpStatus: 400, metaMessage: words, entry };
    const refusal = shortInJson(new GraphError(facts), key);
    refusals.set(key, refusal);
    return refusal;
}

/** A number from another account requires its old region. */
export const REGION_EXPECTED = refusalBy(100, WORDS[100]);

/** No usable answer came. */
export const NO_ANSWER = shortInJson(
    new TransportError({ kind: "noAnswer", reason: "no answer came" }),
    "no answer",
);

/** The request never left. */
export const NOT_SENT = shortInJson(
    new TransportError({ kind: "notSent", reason: "the network is down" }),
    "not sent",
);

/** The text that tells states apart has only the code of an error. */
function shortInJson<E extends Error>(error: E, text: string): E {
    return Object.assign(error, { toJSON: () => text });
}
