import { answered, type GraphAnswer } from "../graph/GraphAnswer";
import type { AccountCall } from "../graph/GraphCall";
import type { App } from "../world/App";

/** `GET /{account id}/subscribed_apps`: the apps that get the account's webhooks. */
export function getSubscribedApps({ account, world }: AccountCall): GraphAnswer {
    const data = account.subscribedAppIds.map((id) => ({
        whatsapp_business_api_data: appData(id, world.app),
    }));
    return answered({ data });
}

/** `POST /{account id}/subscribed_apps`: subscribes the app of the token; once is enough. */
export function subscribeApp(call: AccountCall): GraphAnswer {
    const { account, world } = call;
    return withSubscriptions(call, [...new Set([...account.subscribedAppIds, world.app.id])]);
}

/** `DELETE /{account id}/subscribed_apps`: takes the app of the token off, subscribed or not. */
export function unsubscribeApp(call: AccountCall): GraphAnswer {
    const { account, world } = call;
    return withSubscriptions(
        call,
        account.subscribedAppIds.filter((id) => id !== world.app.id),
    );
}

function withSubscriptions(call: AccountCall, subscribedAppIds: readonly string[]): GraphAnswer {
    const { account, world } = call;
    world.putAccount({ ...account, subscribedAppIds });
    const success = world.switches.successAs === "string" ? "true" : true;
    const effect = subscribedAppIds.length !== account.subscribedAppIds.length;
    return { kind: "answered", body: { success }, effect };
}

/** The link is the one that Meta's OpenAPI file shows, read 2026-11-22. */
function appData(id: string, app: App): Readonly<Record<string, unknown>> {
    const link = `https://www.facebook.com/games/?app_id=${id}`;
    return { link, name: id === app.id ? app.name : "Another App", id };
}
