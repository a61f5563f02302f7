import { requestNames } from "./requestNames";

/** A row of the table: a step that was run. */
export interface StoryRow {
    readonly title: string;
    readonly pulumiDid: string;
    readonly letters: string;
    readonly succeeded: boolean;
}

// Three columns, so that the table fits the usual 100 characters of a terminal.
const widths = [27, 26, 44] as const;

/** The table at the end: each step, what Pulumi did, which requests Meta received. */
export function storyTable(rows: readonly StoryRow[]): string {
    const line = widths.map((width) => "-".repeat(width)).join("  ");
    return [
        ...cells(["step", "Pulumi", "requests that Meta received"]),
        line,
        ...rows.flatMap(({ title, pulumiDid, letters, succeeded }) =>
            cells([title, succeeded ? pulumiDid : "NOT AS IT SHOULD BE", requestNames(letters)]),
        ),
    ].join("\n");
}

function cells(texts: readonly [string, string, string]): readonly string[] {
    const columns = texts.map((text, index) => wrapped(text, widths[index] ?? 0));
    const height = Math.max(...columns.map(({ length }) => length));
    return Array.from({ length: height }, (_, row) =>
        columns
            .map((column, index) => (column[row] ?? "").padEnd(widths[index] ?? 0))
            .join("  ")
            .trimEnd(),
    );
}

/** Breaks a text into lines of a width, between words. */
function wrapped(text: string, width: number): readonly string[] {
    return text.split(" ").reduce<string[]>((lines, word) => {
        const last = lines.at(-1);
        if (last === undefined || last.length + 1 + word.length > width) return [...lines, word];
        return [...lines.slice(0, -1), `${last} ${word}`];
    }, []);
}
