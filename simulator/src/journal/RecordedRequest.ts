import type { EndpointLetter, EndpointName } from "../endpoints/Endpoint";

/** A request to the Graph API as the journal keeps it, without tokens and PINs. */
export interface RecordedRequest {
    /** Its place among all requests, from 1. */
    readonly sequence: number;
    /** When it came, by the world's clock, ISO 8601. */
    readonly at: string;
    /** The `sequence` of its batch; undefined if it came alone. */
    readonly batch?: number;
    /** The HTTP method. */
    readonly method: string;
    /** The path without query. */
    readonly path: string;
    /** The version in the path; undefined if it names none. */
    readonly version: string | undefined;
    /** The endpoint. */
    readonly endpoint: EndpointName;
    /** The endpoint's letter. */
    readonly letter: EndpointLetter;
    /** The phone number id; undefined for a call on something else. */
    readonly phoneNumberId: string | undefined;
    /** The query, secrets masked. */
    readonly query: Readonly<Record<string, string>>;
    /** The body, secrets masked; undefined if it could not be read. */
    readonly body: Readonly<Record<string, unknown>> | undefined;
    /** The name of the token, or `none`, `unknown`, `app`. */
    readonly token: string;
    /** The HTTP status; `cut` if no answer was sent. */
    readonly httpStatus: number | "cut";
    /** `code` of the error in the answer. */
    readonly graphCode?: number;
    /** Whether the world changed. */
    readonly effect: boolean;
}
