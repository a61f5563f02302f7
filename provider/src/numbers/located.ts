import { createRequire } from "node:module";

import type { Document } from "yaml";

import type { FileProblem, LocatedProblem, Place } from "./NumbersFileError";

type Yaml = typeof import("yaml");

/**
 * Finds the lines of problems, in the order of the file. It reads the file with a parser that keeps
 * positions. That takes five times as long as without, so it is only for files with problems.
 */
export function located(text: string, problems: readonly FileProblem[]): LocatedProblem[] {
    const { document, lineOf } = positionsIn(text);
    return problems
        .map((problem) => ({
            ...problem,
            line: lineOf(problem.place),
            ...entryOf(document, problem.place),
        }))
        .sort((one, other) => one.line - other.line);
}

/** The line of each entry in `numbers`, from 1. */
export function linesOfNumbers(text: string, count: number): readonly number[] {
    const { lineOf } = positionsIn(text);
    return Array.from({ length: count }, (_, index) => lineOf(["numbers", index]));
}

interface Positions {
    readonly document: Document;
    readonly lineOf: (place: Place) => number;
}

function positionsIn(text: string): Positions {
    // Loading it takes longer than reading a file, and a file without problems needs no positions.
    const yaml = createRequire(__filename)("yaml") as Yaml;
    const lines = new yaml.LineCounter();
    const document = yaml.parseDocument(text, { lineCounter: lines });
    return { document, lineOf: (place) => lines.linePos(offsetOf(yaml, document, place)).line };
}

/** Where a value begins; for a property, its name. A missing value has the place around it. */
function offsetOf(yaml: Yaml, document: Document, place: Place): number {
    const { isMap, isNode, isScalar } = yaml;
    const key = place.at(-1);
    const around = place.slice(0, -1);
    const parent = place.length === 0 ? undefined : document.getIn(around, true);
    if (isMap(parent)) {
        const pair = parent.items.find(({ key: one }) => isScalar(one) && one.value === key);
        if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(place, true);
    if (isNode(node) && node.range) return node.range[0];
    return place.length === 0 ? 0 : offsetOf(yaml, document, around);
}

function entryOf(document: Document, place: Place): Pick<LocatedProblem, "entry"> {
    const [list, key] = place;
    if (list === "customers" && typeof key === "string")
        return { entry: `customer ${quoted(key)}` };
    if (list !== "numbers" || typeof key !== "number") return {};
    const name: unknown = document.getIn([list, key, "name"]);
    return { entry: typeof name === "string" ? `number ${quoted(name)}` : `number ${key + 1}` };
}

/** A name in quotes, if it is one; somebody may have put a PIN or a token in its place. */
export function quoted(text: string): string {
    return /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(text) && !text.startsWith("EAA")
        ? JSON.stringify(text)
        : "…";
}
