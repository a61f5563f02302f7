import type { World } from "../world/World";
import type { Route } from "./route";

/**
 * The paths below a number that Meta's reference has and this simulator does not, by their first
 * part. Meta's OpenAPI file and reference, read 2026-11-24.
 */
const NUMBER_EDGES: ReadonlySet<string> = new Set([
    "block_users",
    "business_compliance_info",
    "call_permissions",
    "calls",
    "conversational_automation",
    "groups",
    "marketing_messages",
    "media",
    "message_history",
    "message_qrdls",
    "messages",
    "messages_encrypted",
    "official_business_account",
    "username",
    "username_suggestions",
    "whatsapp_business_encryption",
    "whatsapp_business_profile",
    "whatsapp_commerce_settings",
]);

/** The same paths below an account. */
const ACCOUNT_EDGES: ReadonlySet<string> = new Set([
    "activities",
    "assigned_users",
    "flows",
    "in_progress_onbehalf_request",
    "message_templates",
    "migrate_flows",
    "migrate_message_templates",
    "obo_mobility_intent",
    "product_catalogs",
    "schedules",
    "set_obo_mobility_intent",
    "set_solution_migration_intent",
    "signups",
    "solutions",
    "template_analytics",
    "upsert_message_templates",
]);

/** Writes of an account and of its numbers. This simulator has only their reads. */
const ACCOUNT_WRITES: ReadonlySet<string> = new Set(["POST ", "POST phone_numbers"]);

/**
 * Whether a path is part of signing in. Signing in needs no token.
 *
 * @param route - where a request goes
 */
export function isSigningIn({ target }: Route): boolean {
    return target === "oauth";
}

/**
 * Whether a request asks for something that Meta has and this simulator does not: a call below a
 * number, an account, an app or a business.
 *
 * @param world - the world
 * @param method - the HTTP method
 * @param route - where the request goes
 */
export function isUnsimulated(world: World, method: string, route: Route): boolean {
    const { target, edge, endpoint } = route;
    if (endpoint !== undefined) return false;
    const first = edge.split("/")[0] ?? "";
    if (world.number(target) !== undefined) return NUMBER_EDGES.has(first);
    if (world.account(target) !== undefined) {
        return ACCOUNT_EDGES.has(first) || ACCOUNT_WRITES.has(`${method} ${edge}`);
    }
    return (
        target === world.app.id || target === "app" || target === "me" || isBusiness(world, target)
    );
}

function isBusiness(world: World, target: string): boolean {
    return world.accounts.some(({ businessId }) => businessId === target);
}
