import type { GraphError } from "../graph/GraphError";
import { isTransportError, type TransportError } from "../graph/TransportError";

/** Why an operation on a number failed. */
export type FailureKind =
    /** Our own refusal: nothing was sent for this. */
    | "preflight"
    /** Meta refused, or could not be asked. */
    | "answered"
    /** Something was sent, and what became of it could not be seen. */
    | "unknown"
    /** The storage settings were refused, or do not read as declared. */
    | "region";

/** The failure of an operation, with a message for the person who runs it. */
export class OperationFailure extends Error {
    readonly kind: FailureKind;
    /** What Meta answered, where it refused. */
    readonly graphError: GraphError | undefined;

    constructor(kind: FailureKind, message: string, graphError?: GraphError) {
        super(message);
        this.kind = kind;
        this.graphError = graphError;
    }
}

/** The code with which Meta refused, where that is why something failed. */
export function graphCodeOf(failure: unknown): number | undefined {
    return failure instanceof OperationFailure ? failure.graphError?.graphCode : undefined;
}

/** What was tried, for the beginning of a message: "register phone number 106540352242922". */
export interface Attempt {
    readonly verb: string;
    readonly phoneNumberId: string;
    /** What to do next, where more is known than what the code alone says. */
    readonly nextStep?: string;
    /** What to add for this attempt, such as what was spent. */
    readonly notes?: readonly string[];
}

/** Tells that Meta refused, or could not be asked: what failed, why in Meta's words, what next. */
export function failureOf(attempt: Attempt, error: GraphError | TransportError): OperationFailure {
    if (isTransportError(error)) {
        const next =
            error.kind === "notSent"
                ? "Nothing was sent. Check the network and whatsapp:graphUrl, then run again"
                : "Run again: the next run reads the number before it sends anything";
        const message = sentence(attempt, `${error.message}. ${next}`);
        return new OperationFailure("answered", message);
    }
    const trace = error.fbtraceId === undefined ? [] : [`Trace ${error.fbtraceId}`];
    const cause = `${error.message}. ${attempt.nextStep ?? error.entry.nextStep}`;
    const message = sentence({ ...attempt, notes: [...(attempt.notes ?? []), ...trace] }, cause);
    return new OperationFailure("answered", message, error);
}

/** `Cannot <verb> phone number <id>: <cause>. <notes>.` */
export function sentence(attempt: Attempt, cause: string): string {
    const parts = [cause, ...(attempt.notes ?? [])].map((part) => part.replace(/[.\s]+$/, ""));
    return `Cannot ${attempt.verb} phone number ${attempt.phoneNumberId}: ${parts.join(". ")}.`;
}

/** The last of the readings that failed, to end a message with; nothing where none did. */
export function lastReading(failure: OperationFailure | undefined): string {
    return failure === undefined ? "" : `. The last reading: ${failure.message}`;
}
