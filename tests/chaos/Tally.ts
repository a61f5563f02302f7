/** Rows of the table that are looked up by name. */
export const COUNTED_REQUESTS = "counted requests";
export const MOST_OF_A_KIND = "counted requests: most of a kind of a number in 72 hours";

/** The results of many rounds, by name. Counts are added up, and of a maximum the highest stays. */
export class Tally {
    readonly #counts = new Map<string, number>();
    readonly #most = new Map<string, number>();

    /** Adds to a count, by default one. */
    count(what: string, times = 1): void {
        this.#counts.set(what, (this.#counts.get(what) ?? 0) + times);
    }

    /** Notes a value. Only the highest counts. */
    most(what: string, value: number): void {
        this.#most.set(what, Math.max(this.#most.get(what) ?? 0, value));
    }

    /** The value of a row; 0 if there is none. */
    of(what: string): number {
        return this.#counts.get(what) ?? this.#most.get(what) ?? 0;
    }

    /** Adds another tally to this one. */
    add(other: Tally): void {
        for (const [what, times] of other.#counts) this.count(what, times);
        for (const [what, value] of other.#most) this.most(what, value);
    }

    /** One line for each, in alphabetical order. */
    table(): string {
        const lines = [...this.#counts, ...this.#most].sort(([a], [b]) => a.localeCompare(b));
        const width = Math.max(0, ...lines.map(([what]) => what.length));
        return lines.map(([what, value]) => `${what.padEnd(width)}  ${value}\n`).join("");
    }
}
