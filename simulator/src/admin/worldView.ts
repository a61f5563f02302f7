import { isDeepStrictEqual } from "node:util";
import { scopesOf } from "../graph/authenticate";
import type { World } from "../world/World";
import { numberChange, numberView, type View } from "./numberView";

const MASKED = "masked";

/**
 * The world as an admin call sees it, without tokens, secrets, PINs and backups. It has the form of
 * a world file, so that it can be sent back.
 *
 * @param world - the world
 */
export function worldView(world: World): View {
    const { app } = world;
    return {
        now: world.clock.now().toISOString(),
        app: { ...app, secret: app.secret === null ? null : MASKED },
        accounts: world.accounts,
        tokens: world.tokens.map((token) => ({
            ...token,
            token: MASKED,
            scopes: scopesOf(token),
        })),
        numbers: world.numbers.map((number) => numberView(world, number.id)),
        switches: world.switches,
    };
}

/**
 * The change of the world that an admin call asks for. A body with `now` is an edited view. Of its
 * accounts and numbers only those count that differ from the view as it is now. Masked values stay as
 * they are.
 *
 * @param world - the world
 * @param body - a change, or a view
 */
export function worldChange(world: World, body: View): View {
    const { now, ...change } = body;
    const { accounts } = worldView(world);
    return {
        ...change,
        ...replaced(change, "app", (app) => unmaskedApp(app)),
        ...replaced(change, "tokens", (tokens) =>
            eachOf(tokens, (token) => unmaskedToken(world, token)),
        ),
        ...(now === undefined
            ? {}
            : replaced(change, "accounts", (list) => entriesBeside(list, accounts))),
        ...replaced(change, "numbers", (numbers) =>
            eachOf(numbers, (number) => changeOfListed(world, number)),
        ),
    };
}

function replaced(change: View, key: string, by: (value: unknown) => unknown): View {
    return key in change ? { [key]: by(change[key]) } : {};
}

function eachOf(list: unknown, change: (entry: View) => unknown): unknown {
    // If it is not a list of objects, the world refuses it and names the place.
    if (!Array.isArray(list)) return list;
    return list.map((each: unknown) => (isView(each) ? change(each) : each));
}

function unmaskedApp(app: unknown): unknown {
    if (!isView(app) || app["secret"] !== MASKED) return app;
    return Object.fromEntries(Object.entries(app).filter(([key]) => key !== "secret"));
}

function unmaskedToken(world: World, token: View): View {
    if (token["token"] !== MASKED) return token;
    const kept = world.tokens.find(({ name }) => name === token["name"]);
    return kept === undefined ? token : { ...token, token: kept.token };
}

function entriesBeside(list: unknown, shown: unknown): unknown {
    if (!Array.isArray(list) || !Array.isArray(shown)) return list;
    return list.filter((entry) => !shown.some((each) => isDeepStrictEqual(each, entry)));
}

function changeOfListed(world: World, number: View): View {
    const { id } = number;
    if (typeof id !== "string" || world.number(id) === undefined) return number;
    return { id, ...numberChange(world, id, number) };
}

function isView(value: unknown): value is View {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
