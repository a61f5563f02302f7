import type { Violation } from "./Walk";

const MOST_PATHS = 3;

/** Every broken property once, with the shortest ways to it. */
export function violationText(violations: readonly Violation[]): string {
    const kinds = new Map<string, readonly string[]>();
    for (const { property, what, path } of violations) {
        const kind = `${property}: ${what}`;
        kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
    }
    return [...kinds]
        .map(([kind, paths]) => {
            const shortest = paths.toSorted((a, b) => a.length - b.length).slice(0, MOST_PATHS);
            return [kind, ...shortest.map((path) => `    ${path}`)].join("\n");
        })
        .join("\n");
}
