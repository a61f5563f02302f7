import { accountEndpoint, DEBUG_TOKEN, numberEndpoint } from "../endpoints/endpointTable";
import type { Endpoint } from "../endpoints/Endpoint";
import type { World } from "../world/World";
import type { GraphRequest } from "./GraphCall";

/** The target of a request. */
export interface Route {
    /** The version in the path; undefined if it names none. */
    readonly version: string | undefined;
    /** The object's id, or the word that takes its place. */
    readonly target: string;
    /** The path after the id, without a leading slash. */
    readonly edge: string;
    /** The endpoint; undefined if there is none. */
    readonly endpoint: Endpoint | undefined;
    /** The phone number id, if the call is on a number, known or not. */
    readonly phoneNumberId: string | undefined;
}

/**
 * Finds the target of a request. An id that the world does not know counts as a number's id.
 *
 * @param request - the request
 * @param world - the world; it tells accounts from numbers
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
