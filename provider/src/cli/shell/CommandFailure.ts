import { isGraphError } from "../../graph/GraphError";
import { isTransportError } from "../../graph/TransportError";

/** A command that cannot do what it was asked for; the message is for the person who ran it. */
export class CommandFailure extends Error {
    public override readonly name = "CommandFailure";

    /**
     * @param attempt - what was tried, such as `read account 102290129340398`.
     * @param cause - why it failed and what to do next, as sentences.
     */
    constructor(attempt: string, cause: string) {
        super(`Cannot ${attempt}: ${cause.replace(/[.\s]+$/, "")}.`);
    }
}

/** The failure of a request, with Meta's words and the next step; anything else as it is. */
export function failureOf(attempt: string, thrown: unknown): unknown {
    if (isTransportError(thrown)) {
        const next =
            thrown.kind === "notSent"
                ? "Check the network and --graph-url, then run again"
                : "Run again";
        return new CommandFailure(attempt, `${thrown.message}. ${next}`);
    }
    if (!isGraphError(thrown)) return thrown;
    const trace = thrown.fbtraceId === undefined ? "" : ` Trace ${thrown.fbtraceId}`;
    return new CommandFailure(attempt, `${thrown.message}. ${thrown.entry.nextStep}${trace}`);
}
