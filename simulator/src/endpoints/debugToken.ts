import { isUsable, reaches, scopesOf } from "../graph/authenticate";
import { answered, refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { GraphCall } from "../graph/GraphCall";
import { invalidParameter } from "../graph/platformRefusals";
import type { World } from "../world/World";
import type { TokenInput } from "../world/worldSchema";

/** `GET /debug_token?input_token=…`. Any usable token of the app may ask. */
export function debugToken({ world, now, parameters }: GraphCall): GraphAnswer {
    const input = parameters["input_token"];
    if (typeof input !== "string" || input === "") {
        return refused(invalidParameter("The parameter input_token is required"));
    }
    const token = world.tokens.find((each) => each.token === input);
    return answered({
        data: token === undefined ? unknownToken() : tokenData(token, { world, now }),
    });
}

function unknownToken(): Readonly<Record<string, unknown>> {
    const error = { code: 190, message: "Invalid OAuth access token." };
    return { error, is_valid: false, scopes: [] };
}

function tokenData(
    token: TokenInput,
    { world, now }: { readonly world: World; readonly now: Date },
): Readonly<Record<string, unknown>> {
    const scopes = scopesOf(token);
    const targets = world.accounts
        .filter(({ id }) => reaches(token, { wabaId: id }))
        .map(({ id }) => id);
    const { expiresAt } = token;
    return {
        app_id: world.app.id,
        type: "SYSTEM_USER",
        application: world.app.name,
        // Seconds since 1970. 0 means that the token never expires.
        expires_at: typeof expiresAt === "string" ? Math.floor(Date.parse(expiresAt) / 1000) : 0,
        is_valid: isUsable(token, now),
        scopes,
        granular_scopes: scopes.map((scope) => ({ scope, target_ids: targets })),
    };
}
