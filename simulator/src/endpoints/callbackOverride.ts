import type { GraphRefusal } from "../graph/GraphRefusal";
import { invalidParameter } from "../graph/platformRefusals";

/** The longest address that Meta accepts. Meta's guide on webhook overrides, read 2026-11-24. */
const MAX_LENGTH = 200;

/** An override in a call: none, a valid one, or why it is refused. */
export type CallbackOverride =
    | { readonly kind: "right"; readonly uri: string | null }
    | { readonly kind: "wrong"; readonly refusal: GraphRefusal };

/**
 * Reads `override_callback_uri` and `verify_token`. An empty address removes the override. Meta
 * calls the address before it accepts it; this simulator does not.
 *
 * @param parameters - the parameters that hold the two
 */
export function callbackOverride(parameters: Readonly<Record<string, unknown>>): CallbackOverride {
    const { override_callback_uri: uri, verify_token: token } = parameters;
    if (uri === undefined || uri === "") return { kind: "right", uri: null };
    if (typeof uri !== "string" || !uri.startsWith("https://") || uri.length > MAX_LENGTH) {
        return wrong(
            "Param override_callback_uri must be an https address of at most 200 characters",
        );
    }
    if (typeof token !== "string" || token === "") {
        return wrong("Param verify_token is required beside override_callback_uri");
    }
    return { kind: "right", uri };
}

function wrong(text: string): CallbackOverride {
    return { kind: "wrong", refusal: invalidParameter(text) };
}
