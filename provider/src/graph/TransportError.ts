const TAG = "pulumi-whatsapp.TransportError";

/**
 * How far a request got.
 *
 * - `notSent`: it certainly never left this machine.
 * - `noAnswer`: it may have arrived; nothing came back.
 * - `badAnswer`: something came back that is not an answer of the Graph API.
 */
export type TransportErrorKind = "notSent" | "noAnswer" | "badAnswer";

/** What a {@link TransportError} is made of. */
export type TransportErrorFacts = Omit<TransportError, "tag" | keyof Error>;

/** No usable answer: `kind` says what happened to the request. */
export class TransportError extends Error {
    /** Identifies this class if two copies of the module are loaded. */
    readonly tag = TAG;
    /** How far the request came. */
    readonly kind: TransportErrorKind;
    /** The HTTP status, if an answer began. */
    declare readonly httpStatus?: number;
    /** What happened, without a word of the answer's body. */
    readonly reason: string;
    /** How long the answer asks to wait, in milliseconds. */
    declare readonly retryAfterMs?: number;

    constructor(facts: TransportErrorFacts) {
        super(messageOf(facts));
        this.name = "TransportError";
        this.kind = facts.kind;
        this.reason = facts.reason;
        Object.assign(this, facts);
    }
}

/** Whether something thrown is a {@link TransportError}, of any copy of the module. */
export function isTransportError(thrown: unknown): thrown is TransportError {
    return thrown instanceof Error && "tag" in thrown && thrown.tag === TAG;
}

function messageOf({ reason, retryAfterMs }: TransportErrorFacts): string {
    return retryAfterMs === undefined
        ? reason
        : `${reason}; the answer asks to wait ${durationText(retryAfterMs)}`;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** A duration in words, rounded up in its largest fitting unit: `45 s`, `12 min`, `3 h`. */
export function durationText(durationMs: number): string {
    if (durationMs < MINUTE_MS) {
        return `${Math.ceil(durationMs / SECOND_MS)} s`;
    }
    if (durationMs < 2 * HOUR_MS) {
        return `${Math.ceil(durationMs / MINUTE_MS)} min`;
    }
    return `${Math.ceil(durationMs / HOUR_MS)} h`;
}
