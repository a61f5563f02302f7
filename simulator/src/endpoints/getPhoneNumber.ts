import type { GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import { selectFields } from "../graph/selectFields";
import { PHONE_NUMBER_DEFAULTS, PHONE_NUMBER_FIELDS, PHONE_NUMBER_NODE } from "./phoneNumberFields";

/** `GET /{phone number id}`. */
export function getPhoneNumber(call: NumberCall): GraphAnswer {
    return selectFields(call, call.parameters["fields"], {
        table: PHONE_NUMBER_FIELDS,
        defaults: PHONE_NUMBER_DEFAULTS,
        nodeType: PHONE_NUMBER_NODE,
        unknownFields: call.world.switches.unknownFields,
    });
}
