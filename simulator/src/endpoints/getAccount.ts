import type { GraphAnswer } from "../graph/GraphAnswer";
import type { AccountCall } from "../graph/GraphCall";
import { selectFields, type FieldTable } from "../graph/selectFields";
import { appsOf } from "./subscribedApps";

/** Documented, but not simulated. An answer to a read that names them leaves them out. */
const UNSIMULATED = [
    "analytics",
    "audiences",
    "auth_international_rate_eligibility",
    "conversation_analytics",
    "dcc_config",
    "disable_marketing_messages_on_cloud_api",
    "marketing_messages_lite_api_status",
    "marketing_messages_onboarding_status",
    "message_templates",
    "on_behalf_of_business_info",
    "phone_numbers",
    "pricing_analytics",
    "primary_business_location",
    "primary_funding_id",
    "purchase_order_number",
    "schedules",
    "template_analytics",
] as const;

const FIELDS: FieldTable<AccountCall> = {
    id: ({ account }) => account.id,
    name: ({ account }) => account.name,
    timezone_id: () => "1",
    message_template_namespace: ({ account }) => `namespace_of_${account.id}`,
    status: () => "ACTIVE",
    account_review_status: () => "APPROVED",
    business_verification_status: () => "VERIFIED",
    country: () => "CH",
    currency: () => "CHF",
    ownership_type: () => "SELF_OWNED",
    owner_business_info: ({ account }) => ({ name: account.name, id: account.businessId }),
    is_enabled_for_insights: () => false,
    subscribed_apps: (call) => ({ data: appsOf(call) }),
    health_status: ({ account, world }) => ({
        can_send_message: "AVAILABLE",
        entities: [
            { entity_type: "WABA", id: account.id, can_send_message: "AVAILABLE" },
            { entity_type: "BUSINESS", id: account.businessId, can_send_message: "AVAILABLE" },
            { entity_type: "APP", id: world.app.id, can_send_message: "AVAILABLE" },
        ],
    }),
    ...Object.fromEntries(UNSIMULATED.map((field) => [field, () => undefined])),
};

/** `GET /{account id}`. */
export function getAccount(call: AccountCall): GraphAnswer {
    return selectFields(call, call.parameters["fields"], {
        table: FIELDS,
        defaults: ["id", "name", "timezone_id", "message_template_namespace"],
        nodeType: "WhatsAppBusinessAccount",
    });
}
