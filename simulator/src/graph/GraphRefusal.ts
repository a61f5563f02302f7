/** An error in the form of the Graph API. `refusals.ts` lists the errors that exist. */
export interface GraphRefusal {
    /** HTTP status. */
    readonly httpStatus: number;
    /** `code`. */
    readonly graphCode: number;
    /** `error_subcode`. */
    readonly graphSubcode?: number | undefined;
    /** `message`, whole. */
    readonly message: string;
    /** `error_data.details`. */
    readonly details?: string | undefined;
    /** `type`; by default `OAuthException`. */
    readonly type?: string | undefined;
    /** `is_transient`. */
    readonly isTransient?: boolean | undefined;
    /** `error_user_title`. */
    readonly userTitle?: string | undefined;
    /** `error_user_msg`. */
    readonly userMessage?: string | undefined;
}

/**
 * The JSON body of an error.
 *
 * @param refusal - the error
 * @param fbtraceId - the trace id of the call
 */
export function refusalBody(
    refusal: GraphRefusal,
    fbtraceId: string,
): Readonly<Record<string, unknown>> {
    const { details } = refusal;
    const optional = {
        error_subcode: refusal.graphSubcode,
        is_transient: refusal.isTransient,
        error_user_title: refusal.userTitle,
        error_user_msg: refusal.userMessage,
        error_data: details === undefined ? undefined : { messaging_product: "whatsapp", details },
    };
    return {
        error: {
            message: refusal.message,
            type: refusal.type ?? "OAuthException",
            code: refusal.graphCode,
            ...Object.fromEntries(
                Object.entries(optional).filter(([, value]) => value !== undefined),
            ),
            fbtrace_id: fbtraceId,
        },
    };
}
