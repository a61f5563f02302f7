/** An unchanged answer of the Graph API, to show later what was answered. */
export interface WitnessedAnswer {
    /** The path with the version that was asked for, for example `/v24.0/106540352242922/settings`. */
    readonly path: string;
    /** The HTTP status. */
    readonly httpStatus: number;
    /** The body, byte by byte, after decompression. */
    readonly bytes: Uint8Array;
    /** Meta's trace id, if the answer has one. */
    readonly fbtraceId?: string;
    /** The version that really answered, if Meta names it (`facebook-api-version`). */
    readonly servedVersion?: string;
    /** Whether the body repeats a secret of the request, so that it must not be kept. */
    readonly repeatsSecret: boolean;
}
