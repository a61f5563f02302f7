/**
 * What an error means for the caller.
 *
 * - `retry`: a passing trouble on Meta's side; a read may be repeated after a pause.
 * - `wait`: a limit or a block with an end; repeating before that end is of no use.
 * - `token`: the access token is missing or unusable.
 * - `permission`: the token is good but may not do this.
 * - `permanent`: refused again until the input, the number or the account changes.
 * - `alreadySo`: the wanted state may be there already; true only after a read says so.
 * - `unknown`: not in the catalogue.
 */
export type GraphErrorClass =
    "retry" | "wait" | "token" | "permission" | "permanent" | "alreadySo" | "unknown";

/** One error of the Graph API as it concerns the registration of a phone number. */
export interface GraphErrorEntry {
    /** Meta's `error.code`; the first one where the entry stands for a range. */
    readonly graphCode: number;
    /** Last code of a range, inclusive; absent for a single code. */
    readonly lastGraphCode?: number;
    /** Meta's `error_subcode`, which Meta calls unreliable: absent where the code says enough. */
    readonly graphSubcode?: number;
    /** Recognises errors that share one code and differ only in their text. */
    readonly messagePattern?: RegExp;
    /** A stable name, unique in the catalogue, for example `pinMismatch`. */
    readonly name: string;
    /** What it means here, a sentence without its full stop. */
    readonly meaning: string;
    /** What it means for the caller. */
    readonly errorClass: GraphErrorClass;
    /** How often a read answered so may be repeated; a write never is. */
    readonly readRetries: number;
    /** How long Meta makes one wait where that is known, in milliseconds. */
    readonly waitMs?: number;
    /** What a person can do next, a sentence with its full stop. */
    readonly nextStep: string;
    /** Where it is documented or was observed, with the day it was read. */
    readonly source: string;
}
