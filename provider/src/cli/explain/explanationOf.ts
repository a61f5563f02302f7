import { GRAPH_ERRORS, graphErrorEntry, type GraphErrorEntry } from "../../graph/catalogue";
import { durationText } from "../../graph/TransportError";
import type { GraphErrorClass } from "../../graph/GraphErrorEntry";
import type { Report } from "../shell/Report";
import type { Style } from "../shell/Style";

const CLASSES: Readonly<Record<GraphErrorClass, string>> = {
    retry: "passing trouble at Meta: try again after a while",
    wait: "a limit or block that ends by itself: trying earlier is of no use",
    token: "the access token cannot be used",
    permission: "the access token is good but may not do this",
    permanent: "refused again until the input, the number or the account changes",
    alreadySo: "what was wanted may be so already: read the number to be sure",
    unknown: "not known",
};

/** What tells the errors of one code apart. */
export interface Distinction {
    /** Meta's `error_subcode`. */
    readonly subcode: number | undefined;
    /** Meta's message. */
    readonly text: string | undefined;
}

/**
 * Explains an error code from the catalogue; without a subcode or a text that tells which, everything
 * that the code can mean.
 */
export function explanationOf(graphCode: number, distinction: Distinction): Report {
    const entries = entriesOf(graphCode, distinction);
    const isKnown = entries.some(({ errorClass }) => errorClass !== "unknown");
    return {
        json: entries.map(jsonOf),
        lines: (style) => entries.flatMap((entry, index) => linesOf(entry, index, style)),
        exitCode: isKnown ? 0 : 1,
    };
}

function entriesOf(graphCode: number, { subcode, text }: Distinction): readonly GraphErrorEntry[] {
    const fitting = graphErrorEntry(graphCode, subcode, text);
    if (subcode !== undefined || fitting.messagePattern !== undefined) return [fitting];
    const others = GRAPH_ERRORS.filter(
        (entry) => entry.graphCode === graphCode && entry !== fitting,
    );
    return [fitting, ...others];
}

function jsonOf({ messagePattern, ...entry }: GraphErrorEntry): Readonly<Record<string, unknown>> {
    return messagePattern === undefined
        ? entry
        : { ...entry, messagePattern: messagePattern.source };
}

function linesOf(entry: GraphErrorEntry, index: number, style: Style): readonly string[] {
    const wait = entry.waitMs === undefined ? "" : `, about ${durationText(entry.waitMs)}`;
    return [
        ...(index === 0 ? [] : [""]),
        `${style.strong(headingOf(entry))}: ${entry.meaning}.`,
        `  Kind:   ${CLASSES[entry.errorClass]}${wait}`,
        `  Cost:   ${costOf(entry)}`,
        `  Next:   ${entry.nextStep}`,
        style.faint(`  Source: ${entry.source}`),
    ];
}

function costOf({ errorClass }: GraphErrorEntry): string {
    // Meta says that requests count, and not whether those of a caller that it does not let in do.
    return errorClass === "token"
        ? "not documented by Meta where it answers register or deregister; the budget counts it as one of ten, to be safe, and the simulator does not"
        : "counts as one of ten where it answers register or deregister";
}

function headingOf({ graphCode, lastGraphCode, graphSubcode, ...entry }: GraphErrorEntry): string {
    const codes = lastGraphCode === undefined ? `${graphCode}` : `${graphCode}-${lastGraphCode}`;
    const subcode = graphSubcode === undefined ? "" : `, subcode ${graphSubcode}`;
    const words =
        entry.messagePattern === undefined ? "" : `, text like "${entry.messagePattern.source}"`;
    return `Code ${codes}${subcode}${words} (${entry.name})`;
}
