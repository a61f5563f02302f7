import type { StackOutcome } from "./runFleet";

/**
 * The report of a run: a row for each stack, the reasons, the count, and the exit code for a
 * pipeline.
 */
export interface Summary {
    readonly lines: readonly string[];
    /** 0 if every stack is as the file declares, else 1. */
    readonly exitCode: 0 | 1;
}

const AGAIN = "Fix the cause and run again: the run repeats nothing that is done.";

/** Sums up a run for people and pipelines. */
export function summaryOf(outcomes: readonly StackOutcome[]): Summary {
    const rows = outcomes.map(({ name, numbers, kind, durationMs }) => [
        name,
        String(numbers),
        kind,
        durationMs === 0 ? "" : `${Math.ceil(durationMs / 1000)} s`,
    ]);
    const heading = ["STACK", "NUMBERS", "OUTCOME", "TIME"];
    const widths = heading.map((title, column) =>
        Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
    );
    const lineOf = (row: readonly string[]): string =>
        row
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join("  ")
            .trimEnd();
    const kinds = [...new Set(outcomes.map(({ kind }) => kind))].sort();
    const counts = kinds.map(
        (one) => `${outcomes.filter(({ kind }) => kind === one).length} ${one}`,
    );
    const isWell = outcomes.every(({ kind }) => kind === "done" || kind === "unchanged");
    const reasons = outcomes.flatMap(({ name, reason }) =>
        reason === "" ? [] : ["", `${name}: ${reason}`],
    );
    const total = `${outcomes.length} stacks: ${counts.join(", ")}.`;
    return {
        lines: [
            ...[heading, ...rows].map(lineOf),
            ...reasons,
            "",
            isWell ? total : `${total} ${AGAIN}`,
        ],
        exitCode: isWell ? 0 : 1,
    };
}
