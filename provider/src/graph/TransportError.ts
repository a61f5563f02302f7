import { durationText } from "./durationText";

const TAG = "pulumi-whatsapp.TransportError";

/**
 * How far a request came.
 *
 * - `notSent`: it certainly never left this machine.
 * - `noAnswer`: it may have arrived; nothing came back.
 * - `badAnswer`: something came back that is no answer of the Graph API.
 */
export type TransportErrorKind = "notSent" | "noAnswer" | "badAnswer";

/** What a {@link TransportError} is made of. */
export interface TransportErrorFacts {
    /** How far the request came. */
    readonly kind: TransportErrorKind;
    /** The HTTP status, where an answer began. */
    readonly httpStatus?: number;
    /** What happened, without a word of the answer's body. */
    readonly reason: string;
    /** How long the answer asks to wait, in milliseconds. */
    readonly retryAfterMs?: number;
}

/** No usable answer: what happened to the request is told by `kind`. */
export class TransportError extends Error implements TransportErrorFacts {
    /** Tells this class apart where two copies of the module are loaded. */
    readonly tag = TAG;
    /** How far the request came. */
    readonly kind: TransportErrorKind;
    /** The HTTP status, where an answer began. */
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

/** Whether something thrown is a {@link TransportError}, of whichever copy of the module. */
export function isTransportError(thrown: unknown): thrown is TransportError {
    return thrown instanceof Error && "tag" in thrown && thrown.tag === TAG;
}

function messageOf(facts: TransportErrorFacts): string {
    const wait =
        facts.retryAfterMs === undefined
            ? ""
            : `; the answer asks to wait ${durationText(facts.retryAfterMs)}`;
    return `${facts.reason}${wait}`;
}
