import type { GraphCalls } from "./GraphCalls";
import {
    booleanOf,
    integerOf,
    type JsonObject,
    memberOf,
    textOf,
    withoutUndefined,
} from "./jsonObject";

/** What Meta says about an access token; never the token itself. */
export interface TokenInspection {
    /** Whether the token can be used. */
    readonly isValid: boolean;
    /** The app that it was made for. */
    readonly appId?: string;
    /** The name of that app. */
    readonly application?: string;
    /** What kind of token it is, such as `USER` or `SYSTEM_USER`. */
    readonly type?: string;
    /** The user that it stands for. */
    readonly userId?: string;
    /** When it expires, in ISO 8601; absent if it never does, or Meta does not say. */
    readonly expiresAt?: string;
    /** Its permissions, in Meta's names. */
    readonly scopes: readonly string[];
    /**
     * The WhatsApp Business accounts that it may manage; absent if Meta names none. That is so for
     * a token with access to all accounts, and for one with access to none.
     */
    readonly wabaIds?: readonly string[];
}

/** The permission under which Meta lists the accounts of a token. */
const MANAGEMENT = "whatsapp_business_management";

/**
 * Asks Meta what it knows about this token: `GET /debug_token`.
 *
 * Meta documents it for tokens of the same app (page on access tokens, read 2026-11-22). Here the
 * token is a parameter of the address, because Meta requires it; no log of this package holds
 * parameters.
 *
 * @throws GraphError or TransportError.
 */
export async function inspectToken(
    calls: GraphCalls,
    accessToken: string,
): Promise<TokenInspection> {
    const answer = await calls.get("/debug_token", { input_token: accessToken });
    const data = memberOf(answer, "data");
    return withoutUndefined({
        isValid: booleanOf(data, "is_valid") ?? false,
        appId: textOf(data, "app_id"),
        application: textOf(data, "application"),
        type: textOf(data, "type"),
        userId: textOf(data, "user_id"),
        expiresAt: expiryOf(data),
        scopes: textsIn(memberOf(data, "scopes")),
        wabaIds: wabaIdsIn(data),
    });
}

/** Seconds since 1970; 0 is a token that never expires. */
function expiryOf(data: unknown): string | undefined {
    const seconds = integerOf(data, "expires_at") ?? 0;
    return seconds === 0 ? undefined : new Date(seconds * 1000).toISOString();
}

function wabaIdsIn(data: unknown): readonly string[] | undefined {
    const granular = memberOf(data, "granular_scopes");
    if (!Array.isArray(granular)) return undefined;
    const scopes = granular as readonly JsonObject[];
    const management = scopes.find((one) => textOf(one, "scope") === MANAGEMENT);
    const targets = memberOf(management, "target_ids");
    return Array.isArray(targets) ? textsIn(targets).filter((id) => /^\d+$/.test(id)) : undefined;
}

function textsIn(value: unknown): readonly string[] {
    return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
