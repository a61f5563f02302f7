import type { GraphError } from "./GraphError";

const INVALID_PARAMETER = 100;

/** With this subcode the text speaks of the whole object, which is not there or not visible. */
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
