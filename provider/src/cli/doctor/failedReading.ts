import { type GraphError, isGraphError } from "../../graph/GraphError";
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

/** With it Meta says that an object is not there, or not for this token. */
const NOT_FOUND_OR_NO_ACCESS = "notFoundOrNoAccess";

/** Whether Meta says that what was to be read is not there, or not for this token. */
export function isUnseen(error: FailedReading["error"]): boolean {
    return isGraphError(error) && error.entry.name === NOT_FOUND_OR_NO_ACCESS;
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
