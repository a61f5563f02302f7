import { accountEndpoint, DEBUG_TOKEN, numberEndpoint } from "../endpoints/endpointTable";
import type { Endpoint } from "../endpoints/Endpoint";
import type { World } from "../world/World";
import type { GraphRequest } from "./GraphCall";

/** Where a request goes. */
export interface Route {
    /** The version in the path; undefined if it names none. */
    readonly version: string | undefined;
    /** The object's id, or the word in its place. */
    readonly target: string;
    /** The path behind it, without a leading slash. */
    readonly edge: string;
    /** What answers; undefined for nothing. */
    readonly endpoint: Endpoint | undefined;
    /** The phone number id, where the call is on a number, known or not. */
    readonly phoneNumberId: string | undefined;
}

/**
 * Where a request goes. An id that the world does not know counts as a number's.
 *
 * @param request - the request
 * @param world - the world, which tells accounts from numbers
 */
export function routeOf(request: GraphRequest, world: World): Route {
    const parts = request.path.split("/").filter((part) => part !== "");
    const version = /^v\d+\.\d+$/.test(parts[0] ?? "") ? parts.shift() : undefined;
    const [target = "", ...rest] = parts;
    const edge = rest.join("/");
    const place = { version, target, edge };
    if (target === "debug_token" && edge === "" && request.method === "GET") {
        return { ...place, endpoint: DEBUG_TOKEN, phoneNumberId: undefined };
    }
    if (world.account(target) !== undefined) {
        const endpoint = accountEndpoint(request.method, edge);
        return { ...place, endpoint, phoneNumberId: undefined };
    }
    if (!/^\d+$/.test(target)) return { ...place, endpoint: undefined, phoneNumberId: undefined };
    const hasPin = { ...request.query, ...request.body }["pin"] !== undefined;
    const endpoint = numberEndpoint(request.method, edge, hasPin);
    return { ...place, endpoint, phoneNumberId: target };
}
