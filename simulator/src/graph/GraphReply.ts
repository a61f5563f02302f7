/** What is sent back, or that nothing is. */
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
          /** How long to wait with it, in real milliseconds. */
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
