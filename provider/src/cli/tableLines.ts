import Table from "cli-table3";
import stringWidth from "string-width";

import { oneLine, type Style } from "./Report";

/** One cell: its text, and how it is highlighted. */
export type TableCell = string | undefined | PaintedCell;

interface PaintedCell {
    readonly text: string | undefined;
    /** Colours the text; it must not change the words. */
    readonly paint: (text: string) => string;
}

/** The cells of one row, in the order of the columns. */
export type TableRow = readonly TableCell[];

const GAP = "  ";

// A narrower column is unreadable.
const NARROWEST = 10;

/**
 * The lines of a table: a heading, then the rows. On a terminal it fits its width: the widest
 * columns are wrapped. Elsewhere each row is one line, so that it can be searched. A column
 * without any text is left out.
 */
export function tableLines(
    heading: readonly string[],
    rows: readonly TableRow[],
    style: Style,
): readonly string[] {
    const all = rows.map((row) => heading.map((_, column) => cellOf(row[column])));
    const isUsed = (_: unknown, column: number): boolean =>
        all.some((row) => row[column]?.text !== "");
    const titles = heading.filter(isUsed);
    const cells = all.map((row) => row.filter(isUsed));
    const texts = [titles, ...cells.map((row) => row.map(({ text }) => text))];
    const table = new Table({
        chars: NO_FRAME,
        style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
        colWidths: widthsOf(texts, style.columns),
        wordWrap: true,
    });
    table.push(
        titles.map((title) => style.strong(title)),
        ...cells.map((row) => row.map(({ text, paint }) => (text === "" ? "" : paint(text)))),
    );
    return table
        .toString()
        .split("\n")
        .map((line) => line.trimEnd());
}

const FRAME: readonly Table.CharName[] = [
    ...(["top", "top-mid", "top-left", "top-right"] as const),
    ...(["bottom", "bottom-mid", "bottom-left", "bottom-right"] as const),
    ...(["left", "left-mid", "mid", "mid-mid", "right", "right-mid"] as const),
];

const NO_FRAME = { ...Object.fromEntries(FRAME.map((part) => [part, ""])), middle: GAP };

function cellOf(cell: TableCell): PaintedCell & { readonly text: string } {
    const { text, paint } =
        typeof cell === "object" ? cell : { text: cell, paint: (plain: string) => plain };
    // Names come from people.
    return { text: oneLine(text ?? ""), paint };
}

/** How wide each column is, as terminals count characters. */
function widthsOf(rows: readonly (readonly string[])[], columns: number | undefined): number[] {
    const [heading = []] = rows;
    const cellsOf = (column: number) => rows.map((row) => row[column] ?? "");
    const widths = heading.map((_, column) => Math.max(...cellsOf(column).map(stringWidth)));
    if (columns === undefined) return widths;
    const least = heading.map((_, column) => leastWidth(cellsOf(column)));
    const room = columns - GAP.length * (heading.length - 1);
    while (widths.reduce((sum, width) => sum + width, 0) > room) {
        const widest = widths.reduce(
            (best, width, column) =>
                width > (least[column] ?? 0) && width > (widths[best] ?? 0) ? column : best,
            widths.findIndex((width, column) => width > (least[column] ?? 0)),
        );
        if (widest === -1) break;
        widths[widest] = (widths[widest] ?? 0) - 1;
    }
    return widths;
}

/**
 * A column is never narrower than its longest word: ids and times are copied. In a script that
 * writes no spaces a word may be a whole name, and is cut.
 */
function leastWidth(cells: readonly string[]): number {
    const words = cells.flatMap((cell) => cell.split(" "));
    return Math.max(
        ...words.map((word) =>
            /^\p{ASCII}*$/u.test(word) ? word.length : Math.min(stringWidth(word), NARROWEST),
        ),
    );
}
