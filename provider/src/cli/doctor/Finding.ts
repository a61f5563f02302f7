/**
 * How much a finding matters: a `problem` stops a registration or would; a `warning` may one day,
 * or stops what nobody has asked for; a `note` is said for completeness.
 */
export type Severity = "problem" | "warning" | "note";

/** One thing that was found. */
export interface Finding {
    /** How much it matters. */
    readonly severity: Severity;
    /** A stable name, such as `tokenMissing`, for programs. */
    readonly kind: string;
    /** What it is about, such as `phone number 106540352242922`. */
    readonly subject: string;
    /** What was found, a sentence without its full stop. */
    readonly cause: string;
    /** What to do about it, likewise; absent where nothing is to be done. */
    readonly nextStep?: string;
    /** Whether the number is registered, in the note that says how a number is. */
    readonly registered?: boolean;
    /** Meta's trace id, where an answer of Meta's is the reason. */
    readonly fbtraceId?: string;
}
