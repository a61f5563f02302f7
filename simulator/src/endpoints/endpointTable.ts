import type { GraphAnswer } from "../graph/GraphAnswer";
import type { AccountCall } from "../graph/GraphCall";
import { REGISTRATION_SCOPES } from "../world/defaultWorld";
import { debugToken } from "./debugToken";
import { deregister } from "./deregister";
import type { Endpoint, EndpointName } from "./Endpoint";
import { getAccount } from "./getAccount";
import { getPhoneNumber } from "./getPhoneNumber";
import { getSettings } from "./getSettings";
import { listPhoneNumbers } from "./listPhoneNumbers";
import { register } from "./register";
import { requestCode } from "./requestCode";
import { setPin } from "./setPin";
import { setStorage } from "./setStorage";
import { getSubscribedApps, subscribeApp, unsubscribeApp } from "./subscribedApps";
import { updatePhoneNumber } from "./updatePhoneNumber";
import { verifyCode } from "./verifyCode";

const MANAGEMENT = ["whatsapp_business_management"];

/**
 * The endpoint of a call on a number; undefined for a path that a number does not have.
 *
 * @param method - `GET` or `POST`
 * @param edge - the path after the id, empty for the node itself
 * @param hasPin - whether the parameters have a PIN; it makes a write of the node a PIN write
 */
export function numberEndpoint(
    method: string,
    edge: string,
    hasPin: boolean,
): Endpoint | undefined {
    switch (`${method} ${edge}`) {
        case "GET ":
            return {
                name: "getPhoneNumber",
                scopes: MANAGEMENT,
                on: "number",
                handle: getPhoneNumber,
            };
        case "POST ":
            return hasPin ? SET_PIN : UPDATE;
        case "GET settings":
            return { name: "getSettings", scopes: MANAGEMENT, on: "number", handle: getSettings };
        case "POST settings":
            return { name: "setStorage", scopes: MANAGEMENT, on: "number", handle: setStorage };
        case "POST register":
            return {
                name: "register",
                scopes: REGISTRATION_SCOPES,
                on: "number",
                handle: register,
            };
        case "POST deregister":
            return {
                name: "deregister",
                scopes: REGISTRATION_SCOPES,
                on: "number",
                handle: deregister,
            };
        case "POST request_code":
            return { name: "requestCode", scopes: MANAGEMENT, on: "number", handle: requestCode };
        case "POST verify_code":
            return { name: "verifyCode", scopes: MANAGEMENT, on: "number", handle: verifyCode };
        default:
            return undefined;
    }
}

/**
 * The endpoint of a call on an account; undefined for a path that an account does not have.
 *
 * @param method - the HTTP method
 * @param edge - the path after the id, empty for the node itself
 */
export function accountEndpoint(method: string, edge: string): Endpoint | undefined {
    switch (`${method} ${edge}`) {
        case "GET ":
            return { name: "getAccount", scopes: MANAGEMENT, on: "account", handle: getAccount };
        case "GET phone_numbers":
            return {
                name: "listPhoneNumbers",
                scopes: MANAGEMENT,
                on: "account",
                handle: listPhoneNumbers,
            };
        case "GET subscribed_apps":
            return subscriptions("getSubscribedApps", getSubscribedApps);
        case "POST subscribed_apps":
            return subscriptions("subscribeApp", subscribeApp);
        case "DELETE subscribed_apps":
            return subscriptions("unsubscribeApp", unsubscribeApp);
        default:
            return undefined;
    }
}

function subscriptions(name: EndpointName, handle: (call: AccountCall) => GraphAnswer): Endpoint {
    return { name, scopes: MANAGEMENT, on: "account", handle };
}

/** The endpoint of `GET /debug_token`. */
export const DEBUG_TOKEN: Endpoint = {
    name: "debugToken",
    scopes: [],
    on: "nothing",
    handle: debugToken,
};

const SET_PIN: Endpoint = {
    name: "setPin",
    scopes: REGISTRATION_SCOPES,
    on: "number",
    handle: setPin,
};

const UPDATE: Endpoint = {
    name: "updatePhoneNumber",
    scopes: MANAGEMENT,
    on: "number",
    handle: updatePhoneNumber,
};
