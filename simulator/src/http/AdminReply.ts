/** An answer of the admin interface. */
export interface AdminReply {
    /** HTTP status. */
    readonly httpStatus: number;
    /** The JSON body. */
    readonly body: unknown;
}
