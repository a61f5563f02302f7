import { isGraphError, type GraphError } from "../../graph/GraphError";
import { isTransportError, type TransportError } from "../../graph/TransportError";

/** Something that was to be read, or why it could not be. */
export type Reading<T> =
    | { readonly kind: "read"; readonly value: T }
    | { readonly kind: "failed"; readonly error: GraphError | TransportError };

/** Waits for a reading; what is no answer of Meta's or of the network is thrown on. */
export async function readingOf<T>(reading: Promise<T>): Promise<Reading<T>> {
    try {
        return { kind: "read", value: await reading };
    } catch (thrown) {
        if (isGraphError(thrown) || isTransportError(thrown)) {
            return { kind: "failed", error: thrown };
        }
        throw thrown;
    }
}
