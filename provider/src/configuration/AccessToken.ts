/** An access token and where it was found. */
export interface AccessToken {
    /** The token; secret. It goes into a request's header and nowhere else. */
    readonly accessToken: string;

    /** Where it was found, in words for a message. */
    readonly source: string;

    /**
     * Whether it came from stack config, of which refresh and destroy use a copy that may be old.
     */
    readonly stored: boolean;

    /** The environment variable that would be used before any other place. */
    readonly environmentVariable: string;
}
