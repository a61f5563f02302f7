import type { Style } from "./Style";

/** The cells of one row, in the order of the columns. */
export type TableRow = readonly string[];

/** The lines of a table: a heading, then the rows, in columns as wide as their widest cell. */
export function tableLines(
    heading: TableRow,
    rows: readonly TableRow[],
    style: Style,
): readonly string[] {
    const widths = heading.map((title, column) =>
        Math.max(title.length, ...rows.map((row) => cellOf(row, column).length)),
    );
    const lineOf = (row: TableRow): string =>
        widths
            .map((width, column) => cellOf(row, column).padEnd(width))
            .join("  ")
            .trimEnd();
    return [style.strong(lineOf(heading)), ...rows.map(lineOf)];
}

/** A cell in one line: names come from people. */
function cellOf(row: TableRow, column: number): string {
    return (row[column] ?? "").replace(/[\p{Cc}\s]+/gu, " ");
}
