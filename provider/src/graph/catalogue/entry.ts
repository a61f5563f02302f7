import type { GraphErrorEntry } from "../GraphErrorEntry";

type Defaulted = "counts" | "readRetries";

/** An entry of the catalogue as it is written down: what goes without saying left out. */
export type WrittenEntry = Omit<GraphErrorEntry, Defaulted> &
    Partial<Pick<GraphErrorEntry, Defaulted>>;

/** Completes a written entry: the request counts, and a read is not repeated. */
export function entry(written: WrittenEntry): GraphErrorEntry {
    return Object.freeze({ counts: true, readRetries: 0, ...written });
}
