import { styleText } from "node:util";

/**
 * How a command ends: 0 all is well, 1 something was found or failed, 2 wrong use, 3 a check that
 * was asked for found something.
 */
export type ExitCode = 0 | 1 | 2 | 3;

/** What a command found out. */
export interface Report {
    /** For programs: what `--json` prints. */
    readonly json: unknown;
    /** For people: the same, in lines. */
    readonly lines: (style: Style) => readonly string[];
    /** One of several that a command prints: then its JSON is one line. */
    readonly isOneOfMany?: true;
    /** The command's exit code; wrong use, which is 2, leaves no report. */
    readonly exitCode: Exclude<ExitCode, 2>;
}

/** How to highlight texts: in colours on a terminal, else not at all. */
export class Style {
    readonly #isColoured: boolean;
    /** How many characters a line of a table may have; undefined if there is no limit. */
    readonly columns: number | undefined;

    /**
     * @param isColoured - whether a person sees the text in colours.
     * @param columns - how wide the terminal is; undefined for files and pipes.
     */
    constructor(isColoured: boolean, columns?: number) {
        this.#isColoured = isColoured;
        this.columns = columns;
    }

    /** What a reader should see first. */
    strong(text: string): string {
        return this.#styled("bold", text);
    }

    /** What stands in the way. */
    bad(text: string): string {
        return this.#styled("red", text);
    }

    /** What may become a problem one day. */
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

/** A text in one line: names come from people. */
export function oneLine(text: string): string {
    return text.replace(/[\p{Cc}\s]+/gu, " ");
}
