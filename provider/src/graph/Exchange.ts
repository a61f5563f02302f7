import type { TransportError } from "./TransportError";

/** One request and what came back on the wire. */
export interface Exchange {
    /** `GET` or `POST`. */
    readonly method: string;
    /** The path with the version. */
    readonly path: string;
    /** 1 for the first request, 2 for the first repetition. */
    readonly attempt: number;
    /** From the start of the request to the end of the answer, in milliseconds. */
    readonly durationMs: number;
    /** The answer, or why there is none. */
    readonly received: HttpAnswer | TransportError;
}

/** An HTTP answer before anything in it is understood. */
export interface HttpAnswer {
    /** The HTTP status. */
    readonly httpStatus: number;
    /** The body as text. */
    readonly body: string;
    /** The header of that name in lower case, where it was sent. */
    readonly header: (name: string) => string | undefined;
}
