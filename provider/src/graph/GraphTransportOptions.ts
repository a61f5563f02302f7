/** One line for each request, without the token, the PIN and the parameters of the address. */
export interface GraphRequestLogLine {
    /** `GET` or `POST`. */
    readonly method: string;
    /** The path with the version, for example `/v24.0/106540352242922/register`. */
    readonly path: string;
    /** The HTTP status; absent where no answer came. */
    readonly httpStatus?: number;
    /** From the start of the request to the end of the answer, in milliseconds. */
    readonly durationMs: number;
    /** Meta's trace id, where the answer has one. */
    readonly fbtraceId?: string;
    /** 1 for the first request, 2 for the first repetition of a read. */
    readonly attempt: number;
}

/** What a transport needs to know. */
export interface GraphTransportOptions {
    /** Base address, for example `https://graph.facebook.com`; plain http to loopback alone. */
    readonly graphUrl: string;
    /** Version in the path, for example `v24.0`. */
    readonly graphApiVersion: string;
    /** The access token; sent in the `Authorization` header. Secret. */
    readonly accessToken: string;
    /** The app secret: where given, every request proves that it comes from the app. Secret. */
    readonly appSecret?: string;
    /** Time for one request from connecting to the end of the answer, in milliseconds. */
    readonly requestTimeoutMs: number;
    /** Receives one line for each request, repetitions included. */
    readonly log: (line: GraphRequestLogLine) => void;
    /** Receives what a person should know, each at most once for a transport. */
    readonly warn: (text: string) => void;
}
