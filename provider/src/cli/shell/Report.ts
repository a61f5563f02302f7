import type { Style } from "./Style";

/** What a command found out. */
export interface Report {
    /** For programs: what `--json` prints. */
    readonly json: unknown;
    /** For people: the same, in lines. */
    readonly lines: (style: Style) => readonly string[];
    /** One of several that a command prints: then its JSON is one line. */
    readonly isOneOfMany?: true;
    /** 0 where all is well, 1 where something was found or failed. */
    readonly exitCode: 0 | 1;
}
