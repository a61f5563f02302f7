import type { GraphError } from "../../graph/GraphError";
import { isTransportError, type TransportError } from "../../graph/TransportError";
import type { Finding, Severity } from "./Finding";

/** What could not be read, and how much that matters. */
export interface FailedReading {
    readonly severity: Severity;
    /** A stable name for programs, used where Meta refused. */
    readonly kind: string;
    readonly subject: string;
    readonly error: GraphError | TransportError;
}

/** The finding of a reading that failed, with Meta's words where Meta refused. */
export function failedReading({ severity, kind, subject, error }: FailedReading): Finding {
    if (isTransportError(error)) {
        return {
            severity,
            kind: "graphApiUnreachable",
            subject: "Graph API",
            cause: `it cannot be asked: ${error.message}`,
            nextStep: "Check the network, the proxy variables of the environment and --graph-url",
        };
    }
    const { message, entry, fbtraceId } = error;
    return {
        severity,
        kind,
        subject,
        cause: `${entry.meaning}: ${message}`,
        nextStep: entry.nextStep,
        ...(fbtraceId === undefined ? {} : { fbtraceId }),
    };
}
