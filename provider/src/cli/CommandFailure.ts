import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { type GraphError, isGraphError } from "../graph/GraphError";
import { isTransportError } from "../graph/TransportError";

/** A command that cannot do what the user asked for. The message is for that person. */
export class CommandFailure extends Error {
    public override readonly name = "CommandFailure";

    /**
     * @param attempt - what was tried, such as `read account 102290129340398`.
     * @param cause - why it failed and what to do next, as sentences.
     */
    constructor(attempt: string, cause: string) {
        super(`Cannot ${attempt}: ${withoutFullStop(cause)}.`);
    }
}

/**
 * An option or argument that cannot be used; the message names it and what is right.
 *
 * The parser repeats a value that it refuses. A value that may be a secret in the wrong place is
 * checked after parsing, and refused with this error, which repeats nothing.
 */
export class WrongUse extends Error {
    public override readonly name = "WrongUse";
}

/** What is wrong and what to do about it: sentences without their full stops. */
export interface Advice {
    readonly cause: string;
    readonly nextStep: string;
}

/**
 * The failure of a request, with Meta's words and the next step; any other error unchanged.
 *
 * @param advice - better words for a refusal than those of its code.
 */
export function failureOf(attempt: string, thrown: unknown, advice?: Partial<Advice>): unknown {
    if (isTransportError(thrown)) {
        const isSent = thrown.kind !== "notSent";
        const next = isSent ? "Run again" : "Check the network and --graph-url, then run again";
        return new CommandFailure(attempt, `${thrown.message}. ${next}`);
    }
    return isGraphError(thrown) ? new CommandFailure(attempt, refusalText(thrown, advice)) : thrown;
}

/** A refusal by Meta in sentences: why, what to do next, and the trace for Meta's support. */
export function refusalText(error: GraphError, advice: Partial<Advice> = {}): string {
    const { cause = error.message, nextStep = error.entry.nextStep } = advice;
    const trace = error.fbtraceId === undefined ? "" : ` Trace ${error.fbtraceId}.`;
    return `${cause}. ${withoutFullStop(nextStep)}.${trace}`;
}

function withoutFullStop(text: string): string {
    return text.replace(/[.\s]+$/, "");
}

/** A file that an option names, and the folder that a relative path starts from. */
type NamedFile = Readonly<Record<"folder" | "path" | "option", string>>;

/**
 * Reads a text file.
 *
 * @throws CommandFailure that names the option and the path.
 */
export function readTextFile({ folder, path, option }: NamedFile): string {
    try {
        return readFileSync(resolve(folder, path), "utf8");
    } catch (thrown) {
        const word = (thrown as NodeJS.ErrnoException).code ?? "it failed";
        const cause = word === "ENOENT" ? "there is no such file" : word;
        throw new CommandFailure(
            `read ${path}`,
            `${cause}. Give ${option} a file that can be read`,
        );
    }
}
