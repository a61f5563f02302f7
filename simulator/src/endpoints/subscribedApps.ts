import { answered, refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { AccountCall } from "../graph/GraphCall";
import type { Account } from "../world/Account";
import type { App } from "../world/App";
import { callbackOverride } from "./callbackOverride";

/** `GET /{account id}/subscribed_apps`: the apps that get the account's webhooks. */
export function getSubscribedApps(call: AccountCall): GraphAnswer {
    return answered({ data: appsOf(call) });
}

/**
 * The apps that get the account's webhooks, as the edge lists them.
 *
 * @param call - a call on the account
 */
export function appsOf({ account, world }: AccountCall): readonly object[] {
    return account.subscribedAppIds.map((id) => ({
        whatsapp_business_api_data: appData(id, world.app),
        ...(id === world.app.id && account.overrideCallbackUri !== null
            ? { override_callback_uri: account.overrideCallbackUri }
            : {}),
    }));
}

/**
 * `POST /{account id}/subscribed_apps`: subscribes the app of the token. A second call changes
 * nothing. Without `override_callback_uri` the webhooks go to the app's address again.
 */
export function subscribeApp(call: AccountCall): GraphAnswer {
    const { account, world, parameters } = call;
    const override = callbackOverride(parameters);
    if (override.kind === "wrong") return refused(override.refusal);
    return written(call, {
        subscribedAppIds: [...new Set([...account.subscribedAppIds, world.app.id])],
        overrideCallbackUri: override.uri,
    });
}

/**
 * `DELETE /{account id}/subscribed_apps`: removes the app of the token, whether it is subscribed or
 * not.
 */
export function unsubscribeApp(call: AccountCall): GraphAnswer {
    const { account, world } = call;
    return written(call, {
        subscribedAppIds: account.subscribedAppIds.filter((id) => id !== world.app.id),
        overrideCallbackUri: null,
    });
}

function written(
    { account, world }: AccountCall,
    change: Pick<Account, "subscribedAppIds" | "overrideCallbackUri">,
): GraphAnswer {
    const { subscribedAppIds, overrideCallbackUri } = change;
    world.putAccount({ ...account, ...change });
    const success = world.switches.successAs === "string" ? "true" : true;
    const effect =
        subscribedAppIds.length !== account.subscribedAppIds.length ||
        overrideCallbackUri !== account.overrideCallbackUri;
    return { kind: "answered", body: { success }, effect };
}

/** The link is that of Meta's OpenAPI file, read 2026-11-22. */
function appData(id: string, app: App): Readonly<Record<string, unknown>> {
    const link = `https://www.facebook.com/games/?app_id=${id}`;
    return { link, name: id === app.id ? app.name : "Another App", id };
}
