import type { GraphErrorEntry } from "./GraphErrorEntry";
import { PLATFORM_ERRORS } from "./PLATFORM_ERRORS";
import { row } from "./row";
import { WHATSAPP_ERRORS } from "./WHATSAPP_ERRORS";

export type { GraphErrorClass, GraphErrorEntry, RetryRule, WayBack } from "./GraphErrorEntry";

/**
 * Every error that the Graph API is known to answer around the registration of a phone number.
 *
 * It is data for any program that calls Meta, also without Pulumi. The order has no meaning;
 * several entries may share a code: {@link graphErrorEntry} finds the one that fits.
 */
export const GRAPH_ERRORS: readonly GraphErrorEntry[] = Object.freeze([
    ...PLATFORM_ERRORS,
    ...WHATSAPP_ERRORS,
]);

/**
 * Subcodes from here on are unique over all codes, and Meta gives some of them as the code itself
 * (2388001 is seen as both); smaller ones such as 33 have another meaning under another code.
 */
const FIRST_UNIQUE_SUBCODE = 1_000_000;

/**
 * The most specific entry for an answer of Meta.
 *
 * Meta's text decides before the subcode, because Meta calls subcodes unreliable; then the code
 * alone, then a range.
 *
 * @param graphCode - Meta's `error.code`.
 * @param graphSubcode - Meta's `error_subcode`, where there is one.
 * @param text - Meta's `error.message`, with the details where there are some.
 * @returns an entry of {@link GRAPH_ERRORS}, or one of class `unknown` that says so.
 */
export function graphErrorEntry(
    graphCode: number,
    graphSubcode?: number,
    text?: string,
): GraphErrorEntry {
    const sameCode = GRAPH_ERRORS.filter((known) => known.graphCode === graphCode);
    return (
        sameCode.find((known) => text !== undefined && known.messagePattern?.test(text)) ??
        sameCode.find((known) => known.graphSubcode === graphSubcode && isBySubcode(known)) ??
        uniqueEntry(graphSubcode) ??
        sameCode.find(isByCodeAlone) ??
        uniqueEntry(graphCode) ??
        GRAPH_ERRORS.find((known) => isInRange(known, graphCode)) ??
        unknownEntry(graphCode)
    );
}

function isBySubcode(known: GraphErrorEntry): boolean {
    return known.graphSubcode !== undefined;
}

function isByCodeAlone(known: GraphErrorEntry): boolean {
    return known.graphSubcode === undefined && known.messagePattern === undefined;
}

/** An entry whose code or subcode says everything, wherever Meta put it. */
function uniqueEntry(number: number | undefined): GraphErrorEntry | undefined {
    if (number === undefined || number < FIRST_UNIQUE_SUBCODE) {
        return undefined;
    }
    return GRAPH_ERRORS.find((known) => (known.graphSubcode ?? known.graphCode) === number);
}

function isInRange(known: GraphErrorEntry, graphCode: number): boolean {
    return graphCode >= known.graphCode && graphCode <= (known.lastGraphCode ?? known.graphCode);
}

function unknownEntry(graphCode: number): GraphErrorEntry {
    return row(graphCode, "unknown", {
        meaning: "an error that is not in the catalogue",
        errorClass: "unknown",
        mayHaveTakenEffect: true,
        nextStep: "Look the code up on Meta's error page, and read the number before trying again.",
        source: "not known",
    });
}
