import type { GraphErrorEntry } from "./GraphErrorEntry";
import { durationText } from "./TransportError";

const TAG = "pulumi-whatsapp.GraphError";

/** What a {@link GraphError} is made of; every text has passed `MetaTexts`. */
export type GraphErrorFacts = Omit<GraphError, "tag" | keyof Error>;

/**
 * Meta answered with an error of the Graph API: the request was received and refused.
 *
 * The message holds only Meta's words; the next step is `entry.nextStep`, the trace `fbtraceId`.
 */
export class GraphError extends Error {
    /** Identifies this class if two copies of the module are loaded. */
    readonly tag = TAG;
    /** Meta's `error.code`. */
    readonly graphCode: number;
    /** Meta's `error_subcode`; Meta itself calls it unreliable. */
    declare readonly graphSubcode?: number;
    /** The HTTP status of the answer; Meta advises against deciding on it. */
    readonly httpStatus: number;
    /** Meta's `fbtrace_id`, for its support. */
    declare readonly fbtraceId?: string;
    /** Meta's `error.message`, without the code in front. */
    readonly metaMessage: string;
    /** Meta's `error_data.details`, or `error_data` if that is a text. */
    declare readonly metaDetails?: string;
    /** Meta's `error_user_title`. */
    declare readonly userTitle?: string;
    /** Meta's `error_user_msg`; the only useful text of some errors. */
    declare readonly userMessage?: string;
    /** Meta's `is_transient`; it does not permit to repeat a write. */
    declare readonly isTransient?: boolean;
    /** How long Meta asks to wait, in milliseconds, if a header of the answer says so. */
    declare readonly retryAfterMs?: number;
    /** The entry of the catalogue that fits. */
    readonly entry: GraphErrorEntry;

    constructor(facts: GraphErrorFacts) {
        super(messageOf(facts));
        this.name = "GraphError";
        this.graphCode = facts.graphCode;
        this.httpStatus = facts.httpStatus;
        this.metaMessage = facts.metaMessage;
        this.entry = facts.entry;
        Object.assign(this, facts);
    }
}

/** Whether something thrown is a {@link GraphError}, of any copy of the module. */
export function isGraphError(thrown: unknown): thrown is GraphError {
    return thrown instanceof Error && "tag" in thrown && thrown.tag === TAG;
}

const INVALID_PARAMETER = 100;

/** With this subcode the text is about the whole object, which is missing or not visible. */
const NOT_FOUND_OR_NO_ACCESS = 33;

/**
 * Whether Meta refused a read because of a field that it does not know.
 *
 * One such field fails the whole read with code 100 and a text that names the field
 * (https://developers.facebook.com/docs/graph-api/advanced, read 2026-11-22).
 */
export function isUnknownField(error: GraphError): boolean {
    return (
        error.graphCode === INVALID_PARAMETER &&
        error.graphSubcode !== NOT_FOUND_OR_NO_ACCESS &&
        /\bfields?\b/i.test(`${error.metaMessage}\n${error.metaDetails ?? ""}`)
    );
}

function messageOf(facts: GraphErrorFacts): string {
    const subcode = facts.graphSubcode === undefined ? "" : `, subcode ${facts.graphSubcode}`;
    const { metaMessage, metaDetails, userTitle, userMessage } = facts;
    const others = [metaDetails, userTitle, userMessage].filter((word) => word !== undefined);
    const words = [
        `Meta answered with code ${facts.graphCode}${subcode}`,
        `"${metaMessage}"`,
        // A note about texts that were left out appears once.
        ...[...new Set(others)].filter((word) => word !== metaMessage),
    ];
    const wait =
        facts.retryAfterMs === undefined
            ? ""
            : `; Meta asks to wait ${durationText(facts.retryAfterMs)}`;
    return `${words.join(", ")}${wait}`;
}
