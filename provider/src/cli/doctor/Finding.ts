import type { OutOfReach } from "../../decisions/registrationStatus";
import type { GraphError } from "../../graph/GraphError";
import type { PhoneNumber } from "../../graph/phoneNumber";
import { isTransportError, type TransportError } from "../../graph/TransportError";
import type { DoctorFacts, NumberFacts } from "./examine";

/** One thing that was found. */
export interface Finding {
    /**
     * How much it matters: a `problem` stops a registration or would; a `warning` may one day, or
     * stops what nobody has asked for; a `note` is said for completeness.
     */
    readonly severity: "problem" | "warning" | "note";
    /** A stable name, such as `tokenMissing`, for programs. */
    readonly kind: string;
    /** What it is about, such as `phone number 106540352242922`. */
    readonly subject: string;
    /** What was found, a sentence without its full stop. */
    readonly cause: string;
    /** What to do about it, likewise; absent if nothing is to be done. */
    readonly nextStep?: string;
    /** Whether the number is registered, in the note that says how a number is. */
    readonly registered?: boolean;
    /** Meta's trace id, where an answer of Meta's is the reason. */
    readonly fbtraceId?: string;
}

/** A finding whose subject is said elsewhere, unless it has one of its own. */
export type Remark = Omit<Finding, "subject"> & Partial<Pick<Finding, "subject">>;

/** What is found about one subject. */
export function findingsOn(subject: string, remarks: readonly Remark[]): readonly Finding[] {
    return remarks.map(({ severity, kind, ...rest }) => ({ severity, kind, subject, ...rest }));
}

/** What could not be read, and how much that matters. */
export interface FailedReading extends Pick<Finding, "severity" | "kind"> {
    readonly error: GraphError | TransportError;
}

/** What is found in a reading that failed, with Meta's words where Meta refused. */
export function failedReading({ severity, kind, error }: FailedReading): Remark {
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
        cause: `${entry.meaning}: ${message}`,
        nextStep: entry.nextStep,
        ...(fbtraceId === undefined ? {} : { fbtraceId }),
    };
}

/** A number that was read, and what is found of it from that. */
export interface NumberInView extends Pick<DoctorFacts, "now" | "hasBackup"> {
    readonly facts: NumberFacts;
    /** The number as it reads. */
    readonly reading: PhoneNumber;
    /** Whether that is registered. */
    readonly isRegistered: boolean;
    /** Why nobody can register it by API, where that is so. */
    readonly reach: OutOfReach | undefined;
}
