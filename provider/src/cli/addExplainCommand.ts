import { type Command, InvalidArgumentError } from "commander";

import { GRAPH_ERRORS, graphErrorEntry, type GraphErrorEntry } from "../graph/catalogue";
import { durationText } from "../graph/TransportError";
import type { GraphErrorClass } from "../graph/GraphErrorEntry";
import type { Report, Style } from "./Report";
import { newCommand, type Shell } from "./Shell";

/** What distinguishes the errors of one code. */
interface ExplainOptions {
    readonly subcode?: number;
    readonly text?: string;
}

/** Adds `explain`: what an error code of Meta's means and what to do about it. */
export function addExplainCommand(program: Command, shell: Shell): void {
    const description =
        "Say what an error code of Meta means for a registration, and what to do about it.";
    const command = newCommand(program, "explain", description)
        .argument("<code>", "Meta's error code, such as 133016", graphNumber)
        .option("--subcode <number>", "Meta's error_subcode, if there is one", graphNumber)
        .option("--text <text>", "Meta's message, which distinguishes errors of one code");
    command.action((graphCode: number) =>
        shell.run(command, () => explanationOf(graphCode, command.opts<ExplainOptions>())),
    );
}

/** Reads a code or subcode of Meta: digits, such as `133016`, with or without `#` in front. */
function graphNumber(text: string): number {
    const digits = /^#?(\d{1,9})$/.exec(text)?.[1];
    if (digits !== undefined) return Number(digits);
    throw new InvalidArgumentError("Write the number in Meta's error, such as 133016.");
}

/**
 * Explains an error code from the catalogue; without a subcode or a text that identifies the error,
 * everything that the code can mean.
 */
function explanationOf(graphCode: number, options: ExplainOptions): Report {
    const entries = entriesOf(graphCode, options);
    const isKnown = entries.some(({ errorClass }) => errorClass !== "unknown");
    return {
        json: entries.map(({ messagePattern, ...entry }) => ({
            ...entry,
            messagePattern: messagePattern?.source,
        })),
        lines: (style) =>
            groupsOf(entries).flatMap((group, index) => [
                ...(index === 0 ? [] : [""]),
                ...linesOf(group, style),
            ]),
        exitCode: isKnown ? 0 : 1,
    };
}

function entriesOf(
    graphCode: number,
    { subcode, text }: ExplainOptions,
): readonly GraphErrorEntry[] {
    const fitting = graphErrorEntry(graphCode, subcode, text);
    if (subcode !== undefined || fitting.messagePattern !== undefined) return [fitting];
    const others = GRAPH_ERRORS.filter(
        (entry) => entry.graphCode === graphCode && entry !== fitting,
    );
    return [fitting, ...others];
}

const CLASSES: Readonly<Record<GraphErrorClass, string>> = {
    retry: "temporary trouble at Meta: try again after a while",
    wait: "a limit or block that ends by itself: an earlier try does not help",
    token: "the access token cannot be used",
    permission: "the access token is valid but may not do this",
    permanent: "refused again until the input, the number or the account changes",
    alreadySo: "it may be done already: read the number to be sure",
    unknown: "not known",
};

/** Entries that differ only in their meaning; they are shown together. */
type Group = readonly [GraphErrorEntry, ...GraphErrorEntry[]];

function groupsOf(entries: readonly GraphErrorEntry[]): readonly Group[] {
    const groups = new Map<string, Group>();
    for (const entry of entries) {
        const key = JSON.stringify([kindOf(entry), costOf(entry), entry.nextStep]);
        const group = groups.get(key);
        groups.set(key, group === undefined ? [entry] : [...group, entry]);
    }
    return [...groups.values()];
}

function linesOf(group: Group, style: Style): readonly string[] {
    const [first] = group;
    const sources = new Set(group.map(({ source }) => source));
    return [
        ...group.map((entry) => `${style.strong(headingOf(entry))}: ${entry.meaning}.`),
        `  Kind:   ${kindOf(first)}`,
        `  Cost:   ${costOf(first)}`,
        `  Next:   ${first.nextStep}`,
        ...[...sources].map((source) => style.faint(`  Source: ${source}`)),
    ];
}

function kindOf({ errorClass, waitMs }: GraphErrorEntry): string {
    const wait = waitMs === undefined ? "" : `, about ${durationText(waitMs)}`;
    return `${CLASSES[errorClass]}${wait}`;
}

function headingOf(entry: GraphErrorEntry): string {
    const { graphCode, lastGraphCode, graphSubcode, messagePattern, name } = entry;
    const codes = lastGraphCode === undefined ? `${graphCode}` : `${graphCode}-${lastGraphCode}`;
    const subcode = graphSubcode === undefined ? "" : `, subcode ${graphSubcode}`;
    const words = messagePattern === undefined ? "" : `, text like "${messagePattern.source}"`;
    return `Code ${codes}${subcode}${words} (${name})`;
}

function costOf({ errorClass }: GraphErrorEntry): string {
    // Meta says that requests count, but not whether those of a caller without access count.
    return errorClass === "token"
        ? "not documented by Meta for register and deregister; the budget counts it as one of ten, to be safe"
        : "counts as one of ten if it answers register or deregister";
}
