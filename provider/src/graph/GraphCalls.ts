import type { WriteOutcome } from "./WriteOutcome";
import type { JsonObject } from "./jsonObject";

/** What was learned from Meta's answers and holds for as long as the process lives. */
export interface GraphMemory {
    /** Whether Meta refused the long list of fields of a phone number. */
    isShortFieldListNeeded: boolean;
}

/** The two kinds of calls that the functions of the endpoints are made of. */
export interface GraphCalls {
    /** What was learned from earlier answers. */
    readonly memory: GraphMemory;
    /**
     * Reads, and repeats the read where that may help.
     *
     * @param path - the path after the version, with its first slash.
     * @param query - parameters of the address; no secrets.
     * @returns the object that Meta answered.
     * @throws GraphError where Meta refused, TransportError where there was no usable answer.
     */
    get(path: string, query?: Readonly<Record<string, string>>): Promise<JsonObject>;
    /**
     * Writes with exactly one request, which is never repeated.
     *
     * @param path - the path after the version, with its first slash.
     * @param body - sent as JSON; a `pin` and a `backup` in it are kept out of every text. Nothing
     * is sent where it is left out.
     * @param leastTimeoutMs - how long it may take at least, where that is more than configured.
     * @returns what is known of the write; it does not throw for a failed one.
     */
    post(path: string, body?: JsonObject, leastTimeoutMs?: number): Promise<WriteOutcome>;
}
