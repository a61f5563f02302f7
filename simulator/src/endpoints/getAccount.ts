import type { GraphAnswer } from "../graph/GraphAnswer";
import type { AccountCall } from "../graph/GraphCall";
import { selectFields, type FieldTable } from "../graph/selectFields";

const FIELDS: FieldTable<AccountCall> = {
    id: ({ account }) => account.id,
    name: ({ account }) => account.name,
    timezone_id: () => "1",
    message_template_namespace: ({ account }) => `namespace_of_${account.id}`,
    account_review_status: () => "APPROVED",
    business_verification_status: () => "VERIFIED",
    country: () => "CH",
    currency: () => "CHF",
    ownership_type: () => "SELF_OWNED",
    owner_business_info: ({ account }) => ({ name: account.name, id: account.businessId }),
    health_status: ({ account, world }) => ({
        can_send_message: "AVAILABLE",
        entities: [
            { entity_type: "WABA", id: account.id, can_send_message: "AVAILABLE" },
            { entity_type: "BUSINESS", id: account.businessId, can_send_message: "AVAILABLE" },
            { entity_type: "APP", id: world.app.id, can_send_message: "AVAILABLE" },
        ],
    }),
};

/** `GET /{account id}`. */
export function getAccount(call: AccountCall): GraphAnswer {
    return selectFields(call, call.parameters["fields"], {
        table: FIELDS,
        defaults: ["id", "name", "timezone_id", "message_template_namespace"],
        nodeType: "WhatsAppBusinessAccount",
    });
}
