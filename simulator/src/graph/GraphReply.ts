/** The reply that is sent back, or that none is sent. */
export type GraphReply =
    | {
          /** An HTTP answer. */
          readonly kind: "answer";
          /** HTTP status. */
          readonly httpStatus: number;
          /** Headers. */
          readonly headers: Readonly<Record<string, string>>;
          /** The body as text. */
          readonly text: string;
          /** How long to delay it, in real milliseconds. */
          readonly delayMs: number;
      }
    | {
          /** The connection is cut. */
          readonly kind: "cut";
      }
    | {
          /** Nothing is ever sent; the caller gives up. */
          readonly kind: "silence";
      };
