/** A broken property, and the shortest way to it. */
export interface Violation {
    readonly property: string;
    readonly what: string;
    readonly path: string;
}

const MOST_PATHS = 3;

/** The violations that a walk found: the shortest of each kind from each scenario. */
export class Violations {
    readonly #found = new Map<string, Violation>();

    get count(): number {
        return this.#found.size;
    }

    add(violation: Violation): void {
        const { property, what, path } = violation;
        const scenario = path.slice(0, path.indexOf("]"));
        const kind = `${property}: ${what} ${scenario}`;
        const known = this.#found.get(kind);
        if (known === undefined || path.length < known.path.length) {
            this.#found.set(kind, violation);
        }
    }

    /** Every broken property once, with the shortest ways to it. */
    toString(): string {
        const kinds = new Map<string, readonly string[]>();
        for (const { property, what, path } of this.#found.values()) {
            const kind = `${property}: ${what}`;
            kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
        }
        return [...kinds]
            .map(([kind, paths]) => {
                const shortest = paths.toSorted((a, b) => a.length - b.length);
                const lines = shortest.slice(0, MOST_PATHS).map((path) => `    ${path}`);
                return [kind, ...lines].join("\n");
            })
            .join("\n");
    }
}
