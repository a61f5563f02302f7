import { textOf, type Row, type Run } from "./screenOf";

/** The content of a picture. */
export interface Shown {
    /** The text that a screen reader says instead of the picture. */
    readonly title: string;
    readonly rows: readonly Row[];
    /** The width of the terminal. */
    readonly columns: number;
}

// In pixels. Each run is stretched to its columns, so every font keeps them.
const CELL = { width: 8, height: 18, fontSize: 13 } as const;
const MARGIN = 16;

// The picture has its own background, so it fits light and dark pages. Each color has a contrast of
// at least 4.5 to it.
const BACKGROUND = "#161b22";
const FOREGROUND = "#e6edf3";
const COLORS = [
    "#8b949e",
    "#ff7b72",
    "#3fb950",
    "#d29922",
    "#58a6ff",
    "#bc8cff",
    "#39c5cf",
    "#c9d1d9",
    "#8b949e",
    "#ffa198",
    "#56d364",
    "#e3b341",
    "#79c0ff",
    "#d2a8ff",
    "#56d4dd",
    "#f0f6fc",
] as const;
const DIM = "#9aa4af";

/** A picture of a terminal as SVG. It has only text, with the fonts of the reader. */
export function terminalPicture({ title, rows, columns }: Shown): string {
    const width = columns * CELL.width + 2 * MARGIN;
    const height = rows.length * CELL.height + 2 * MARGIN;
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
        `<title id="title">${escaped(title)}</title>`,
        `<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>`,
        `<g fill="${FOREGROUND}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${CELL.fontSize}">`,
        ...rows.flatMap(textsOf),
        "</g>",
        "</svg>",
        "",
    ].join("\n");
}

function textsOf(row: Row, index: number): readonly string[] {
    if (textOf(row) === "") return [];
    const y = MARGIN + index * CELL.height + CELL.fontSize;
    return row.map((run) => {
        const x = MARGIN + run.column * CELL.width;
        const length = `textLength="${run.width * CELL.width}" lengthAdjust="spacingAndGlyphs"`;
        return `<text x="${x}" y="${y}" ${length}${looks(run)}>${escaped(run.text)}</text>`;
    });
}

function looks({ style }: Run): string {
    const color = style.dim ? DIM : style.color === undefined ? undefined : COLORS[style.color];
    return [
        color === undefined ? "" : ` fill="${color}"`,
        style.bold ? ' font-weight="bold"' : "",
        style.underlined ? ' text-decoration="underline"' : "",
    ].join("");
}

function escaped(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
