import { type GraphError, isGraphError, isUnknownField } from "../../graph/GraphError";
import type { TransportError } from "../../graph/TransportError";

/** What is said where an id is no account's. */
export interface NoAccount {
    /** What is wrong, a sentence without its full stop. */
    readonly cause: string;
    /** What to do about it, likewise. */
    readonly nextStep: string;
}

// Meta does not tell a missing object from one that is hidden; a phone number has not the fields of
// an account, and its paths neither.
const NO_ACCOUNT: ReadonlySet<string> = new Set(["notFoundOrNoAccess", "unknownPath"]);

/**
 * What to say where Meta answers that an id is no account's, or none for this token; undefined for
 * every other refusal.
 *
 * @param isNamed - whether a person gave the id, and may have taken another kind of id for it.
 */
export function noAccount(
    error: GraphError | TransportError,
    isNamed: boolean,
): NoAccount | undefined {
    if (!isGraphError(error)) return undefined;
    if (!NO_ACCOUNT.has(error.entry.name) && !isUnknownField(error)) return undefined;
    return {
        cause: `it is no account that the token reaches: ${error.message}`,
        nextStep: isNamed
            ? "Is this a phone number id? The account id stands in WhatsApp Manager's settings; the token's user must have that account assigned, and --graph-url lead to the Graph API"
            : "Check that the token's user has this account assigned",
    };
}
