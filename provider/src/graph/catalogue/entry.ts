import type { GraphErrorEntry } from "../GraphErrorEntry";

type Defaulted = "readRetries";

/** An entry of the catalogue as it is written down: what goes without saying left out. */
export type WrittenEntry = Omit<GraphErrorEntry, Defaulted> &
    Partial<Pick<GraphErrorEntry, Defaulted>>;

/** Completes a written entry: a read is not repeated. */
export function entry(written: WrittenEntry): GraphErrorEntry {
    return Object.freeze({ readRetries: 0, ...written });
}
