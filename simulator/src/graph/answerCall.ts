import type { Endpoint } from "../endpoints/Endpoint";
import type { World } from "../world/World";
import { authenticate, reaches, scopesOf, tokenOf } from "./authenticate";
import { refused, type GraphAnswer } from "./GraphAnswer";
import type { GraphCall, GraphRequest } from "./GraphCall";
import { servedVersion } from "./GraphVersion";
import {
    accountLimitReached,
    idsRemoved,
    invalidParameter,
    noSuchObject,
    notSimulated,
    scopeMissing,
    unknownPath,
} from "./platformRefusals";
import type { Route } from "./route";
import { isSigningIn, isUnsimulated } from "./unsimulated";

/**
 * Answers a request as the Graph API would. First it checks that the caller has access, that the
 * object exists for the caller, and that the caller may do this. Then the endpoint decides.
 *
 * @param world - the world that is called
 * @param request - the request
 * @param route - where it goes
 */
export function answerCall(world: World, request: GraphRequest, route: Route): GraphAnswer {
    if (isSigningIn(route)) return refused(notSimulated(callOf(request)));
    const parameters = { ...request.query, ...request.body };
    const value = tokenOf(request.authorization, parameters);
    const caller = authenticate(world, value, parameters["appsecret_proof"]);
    if (caller.kind === "refused") return refused(caller.refusal);
    const now = world.clock.now();
    const version = servedVersion(route.version ?? world.app.defaultVersion, now);
    if (version === undefined) return refused(unknownPath(request.path));
    if (parameters["ids"] !== undefined && route.target === "") return refused(idsRemoved());
    if (request.body === undefined) {
        return refused(invalidParameter("Invalid JSON in request body"));
    }
    if (world.switches.usage.limitReached) return refused(accountLimitReached());
    const address = `${request.origin}${request.path}`;
    const { token } = caller;
    return onTarget({ world, now, version, parameters, token, address }, request, route);
}

function onTarget(call: GraphCall, request: GraphRequest, route: Route): GraphAnswer {
    const { endpoint, target } = route;
    if (endpoint?.on === "nothing") return endpoint.handle(call);
    const isMissing = isUnsimulated(call.world, request.method, route);
    if (isMissing && !isNode(call.world, target)) return refused(notSimulated(callOf(request)));
    if (!isVisible(call, target)) {
        return refused(
            /^\d+$/.test(target) ? noSuchObject(target, request.method) : unknownPath(`/${target}`),
        );
    }
    if (isMissing) return refused(notSimulated(callOf(request)));
    if (endpoint === undefined) return refused(refusalOfPath(request, route));
    const missing = missingScopes(call, endpoint);
    if (missing.length > 0) return refused(scopeMissing(missing));
    return handled(call, endpoint, target);
}

function callOf({ method, path }: GraphRequest): string {
    return `${method} ${path}`;
}

/** Whether a caller must be able to see the object: a number or an account. */
function isNode(world: World, target: string): boolean {
    return world.number(target) !== undefined || world.account(target) !== undefined;
}

/**
 * Says whether the object exists for this caller. Graph gives the same error if it does not exist
 * and if the caller may not see it.
 */
function isVisible({ world, token }: GraphCall, target: string): boolean {
    const number = world.number(target);
    if (number !== undefined) {
        if (number.removed) return false;
        const wanted = { wabaId: number.wabaId, phoneNumberId: number.id };
        return token === undefined || reaches(token, wanted);
    }
    if (world.account(target) === undefined) return false;
    return token === undefined || reaches(token, { wabaId: target });
}

function refusalOfPath(request: GraphRequest, route: Route): ReturnType<typeof unknownPath> {
    return route.edge === ""
        ? noSuchObject(route.target, request.method)
        : unknownPath(`/${route.edge}`);
}

/** An app's own token has no permissions for numbers. */
function missingScopes({ token }: GraphCall, endpoint: Endpoint): readonly string[] {
    const granted = token === undefined ? [] : scopesOf(token);
    return endpoint.scopes.filter((scope) => !granted.includes(scope));
}

function handled(call: GraphCall, endpoint: Endpoint, target: string): GraphAnswer {
    const number = call.world.number(target);
    const account = call.world.account(target);
    if (endpoint.on === "number" && number !== undefined) {
        return endpoint.handle({ ...call, number });
    }
    if (endpoint.on === "account" && account !== undefined) {
        return endpoint.handle({ ...call, account });
    }
    return refused(noSuchObject(target, "GET"));
}
