import { styleText } from "node:util";

/** What a command found out. */
export interface Report {
    /** For programs: what `--json` prints. */
    readonly json: unknown;
    /** For people: the same, in lines. */
    readonly lines: (style: Style) => readonly string[];
    /** One of several that a command prints: then its JSON is one line. */
    readonly isOneOfMany?: true;
    /** 0 where all is well, 1 where something was found or failed. */
    readonly exitCode: 0 | 1;
}

/** How texts are set off from each other: in colours on a terminal, else not at all. */
export class Style {
    readonly #isColoured: boolean;

    /** @param isColoured - whether a person sees the text on a terminal. */
    constructor(isColoured: boolean) {
        this.#isColoured = isColoured;
    }

    /** What a reader should see first. */
    strong(text: string): string {
        return this.#styled("bold", text);
    }

    /** What stands in the way. */
    bad(text: string): string {
        return this.#styled("red", text);
    }

    /** What may stand in the way one day. */
    doubtful(text: string): string {
        return this.#styled("yellow", text);
    }

    /** What is as it should be. */
    good(text: string): string {
        return this.#styled("green", text);
    }

    /** What is said for completeness. */
    faint(text: string): string {
        return this.#styled("dim", text);
    }

    #styled(format: "bold" | "red" | "yellow" | "green" | "dim", text: string): string {
        // The stream was looked at already, and may be another than the process's own.
        return this.#isColoured ? styleText(format, text, { validateStream: false }) : text;
    }
}

/** The cells of one row, in the order of the columns. */
export type TableRow = readonly (string | undefined)[];

/** The lines of a table: a heading, then the rows, in columns as wide as their widest cell. */
export function tableLines(
    heading: readonly string[],
    rows: readonly TableRow[],
    style: Style,
): readonly string[] {
    const table = rows.map((row) => heading.map((_, column) => oneLine(row[column] ?? "")));
    const widths = heading.map((title, column) =>
        Math.max(title.length, ...table.map((row) => row[column]?.length ?? 0)),
    );
    const lineOf = (row: readonly string[]): string =>
        row
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join("  ")
            .trimEnd();
    return [style.strong(lineOf(heading)), ...table.map(lineOf)];
}

/** A text in one line: names come from people. */
export function oneLine(text: string): string {
    return text.replace(/[\p{Cc}\s]+/gu, " ");
}
