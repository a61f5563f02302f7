import { Terminal, type IBuffer, type IBufferCell } from "@xterm/headless";
import stringWidth from "string-width";

/** Neighbouring letters that look the same. */
export interface Run {
    /** The column of the first letter, from 0. */
    readonly column: number;
    /** How many columns they take. */
    readonly width: number;
    readonly text: string;
    readonly style: Style;
}

/** How letters look. */
export interface Style {
    /** One of the 16 colours of a terminal; undefined for its own. */
    readonly color: number | undefined;
    readonly bold: boolean;
    readonly dim: boolean;
    readonly underlined: boolean;
}

/** The content of a row of a terminal. */
export type Row = readonly Run[];

// More rows than any text here has, so that nothing scrolls away.
const HEIGHT = 1000;

/**
 * The rows that a terminal shows after everything was written to it. Of an animation it is the last
 * frame.
 */
export async function screenOf(output: string, columns: number): Promise<readonly Row[]> {
    const terminal = new Terminal({
        cols: columns,
        rows: HEIGHT,
        convertEol: true,
        allowProposedApi: true,
    });
    await new Promise<void>((resolve) => {
        terminal.write(output, resolve);
    });
    const { active } = terminal.buffer;
    const rows = Array.from({ length: HEIGHT }, (_, index) => rowOf(active, index, columns));
    terminal.dispose();
    return rows.slice(0, rows.findLastIndex((row) => row.length > 0) + 1);
}

/** The text of a row, without its colours. */
export function textOf(row: Row): string {
    return row.reduce((text, run) => text.padEnd(run.column) + run.text, "");
}

function rowOf(buffer: IBuffer, index: number, columns: number): Row {
    const line = buffer.getLine(index);
    const runs: Run[] = [];
    for (let column = 0; column < columns; column += 1) {
        const cell = line?.getCell(column);
        const text = cell?.getChars() ?? "";
        if (cell === undefined || text === "") continue;
        const width = cell.getWidth();
        const style = styleOf(cell);
        const last = runs.at(-1);
        if (last?.column === column - (last?.width ?? 0) && isSame(last.style, style)) {
            runs[runs.length - 1] = { ...last, text: last.text + text, width: last.width + width };
        } else runs.push({ column, width, text, style });
    }
    return runs.flatMap(words);
}

// A picture has words, each at its column. So it does not matter how a viewer treats several
// spaces.
function words(run: Run): readonly Run[] {
    return [...run.text.matchAll(/\S+( \S+)*/g)].map(({ index, 0: text }) => ({
        ...run,
        text,
        column: run.column + stringWidth(run.text.slice(0, index)),
        width: stringWidth(text),
    }));
}

function styleOf(cell: IBufferCell): Style {
    const color = cell.isFgDefault() ? undefined : cell.getFgColor();
    if (cell.isFgRGB() || (color ?? 0) > 15 || !cell.isBgDefault()) {
        throw new Error(`the pictures have no colour for ${cell.getChars()}`);
    }
    return {
        color,
        bold: cell.isBold() !== 0,
        dim: cell.isDim() !== 0,
        underlined: cell.isUnderline() !== 0,
    };
}

function isSame(one: Style, other: Style): boolean {
    return (
        one.color === other.color &&
        one.bold === other.bold &&
        one.dim === other.dim &&
        one.underlined === other.underlined
    );
}
