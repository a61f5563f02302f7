import { refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import type { GraphRefusal } from "../graph/GraphRefusal";
import { objectParameter } from "../graph/objectParameter";
import { invalidParameter, notSimulated } from "../graph/platformRefusals";
import type { PhoneNumber } from "../world/PhoneNumber";
import { callbackOverride } from "./callbackOverride";
import { succeed } from "./succeed";

/** Other parameters of this call in Meta's OpenAPI file, read 2026-11-24. */
const UNSIMULATED = [
    "connection_status",
    "search_visibility",
    "username",
    "webhook_url",
    "whatsapp_business_api_data",
];

/** `POST /{phone number id}` without a PIN: `new_display_name` and `webhook_configuration`. */
export function updatePhoneNumber(call: NumberCall): GraphAnswer {
    const changes = [nameChange(call), webhookChange(call)];
    const wrong = changes.find((change) => change.kind === "wrong");
    if (wrong !== undefined) return refused(wrong.refusal);
    const unsimulated = UNSIMULATED.find((name) => call.parameters[name] !== undefined);
    if (unsimulated !== undefined) return refused(notSimulated(`The parameter ${unsimulated}`));
    if (changes.every(({ kind }) => kind === "none")) {
        return refused(invalidParameter("The request has no parameter that can be set"));
    }
    const right = changes.flatMap((change) => (change.kind === "right" ? [change.change] : []));
    return succeed(call, Object.assign({}, ...right) as Partial<PhoneNumber>);
}

/** The change that one parameter asks for. */
type NumberUpdate =
    | { readonly kind: "none" }
    | { readonly kind: "right"; readonly change: Partial<PhoneNumber> }
    | { readonly kind: "wrong"; readonly refusal: GraphRefusal };

function nameChange({ number, parameters }: NumberCall): NumberUpdate {
    const name = parameters["new_display_name"];
    if (name === undefined) return { kind: "none" };
    if (typeof name !== "string" || name.length < 2 || name.length > 75) {
        const refusal = invalidParameter("Param new_display_name must have 2 to 75 characters");
        return { kind: "wrong", refusal };
    }
    const pending = {
        newStatus: "PENDING_REVIEW",
        newDisplayName: name,
        newApprovedAtMs: null,
    };
    return { kind: "right", change: { name: { ...number.name, ...pending } } };
}

function webhookChange({ parameters }: NumberCall): NumberUpdate {
    const configuration = parameters["webhook_configuration"];
    if (configuration === undefined) return { kind: "none" };
    const override = callbackOverride(objectParameter(configuration));
    if (override.kind === "wrong") return override;
    return { kind: "right", change: { overrideCallbackUri: override.uri } };
}
