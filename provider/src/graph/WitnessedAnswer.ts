/** An answer of the Graph API as it came, for whoever has to show later what was answered. */
export interface WitnessedAnswer {
    /** The path with the version that was asked for, for example `/v24.0/106540352242922/settings`. */
    readonly path: string;
    /** The HTTP status. */
    readonly httpStatus: number;
    /** The body, byte by byte, after HTTP took its compression off. */
    readonly bytes: Uint8Array;
    /** Meta's trace id, where the answer has one. */
    readonly fbtraceId?: string;
    /** The version that really answered, where Meta names it (`facebook-api-version`). */
    readonly servedVersion?: string;
    /** Whether the body repeats a secret of the request, so that it must not be kept. */
    readonly repeatsSecret: boolean;
}
