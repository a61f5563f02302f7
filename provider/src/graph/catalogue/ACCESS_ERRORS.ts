import type { GraphErrorEntry } from "../GraphErrorEntry";
import { entry } from "./entry";
import { SOURCES } from "./SOURCES";

const NEW_TOKEN =
    "Make a new access token of a system user and give it to the provider; tokens of the dashboard live 24 hours.";
const PERMISSIONS =
    "Give the token whatsapp_business_management and whatsapp_business_messaging, and its user access to the account.";

/** Subcodes of 190 with the name and the meaning of each. */
const TOKEN_SUBCODES: readonly (readonly [number, string, string])[] = [
    [458, "appNotInstalled", "the app of the token was removed by its user"],
    [459, "userCheckpoint", "the user of the token must log in at Facebook first"],
    [460, "passwordChanged", "the user of the token has changed their password"],
    [463, "tokenExpired", "the access token has expired"],
    [464, "userUnconfirmed", "the user of the token is not confirmed"],
    [467, "tokenInvalid", "the access token was made invalid"],
    [492, "sessionInvalid", "the session behind the access token is not valid"],
];

/** Errors of the access token: missing, refused, ended. */
const TOKEN_ERRORS: readonly GraphErrorEntry[] = [
    entry({
        graphCode: 0,
        name: "notAuthenticated",
        meaning: "the user or app of the token could not be authenticated",
        errorClass: "token",
        nextStep: NEW_TOKEN,
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 104,
        name: "tokenMissing",
        meaning: "the request carried no access token",
        errorClass: "token",
        nextStep: "Give the provider an access token.",
        source: SOURCES.specification,
    }),
    entry({
        graphCode: 190,
        name: "tokenUnusable",
        meaning: "the access token is not usable",
        errorClass: "token",
        nextStep: NEW_TOKEN,
        source: SOURCES.errorCodes,
    }),
    ...TOKEN_SUBCODES.map(([graphSubcode, name, meaning]) =>
        entry({
            graphCode: 190,
            graphSubcode,
            name,
            meaning,
            errorClass: "token",
            nextStep: NEW_TOKEN,
            source: SOURCES.errorHandling,
        }),
    ),
];

/** Subcodes of 200 with the name and the meaning of each. */
const PERMISSION_SUBCODES: readonly (readonly [number, string, string])[] = [
    [1349174, "noAccess", "the token has no access to this account or number"],
    [1349175, "appNotLinked", "the app is not linked with this account"],
    [1349176, "scopeMissing", "the token lacks a permission"],
];

/** Errors of permission: a usable token that may not do this. */
const PERMISSION_ERRORS: readonly GraphErrorEntry[] = [
    entry({
        graphCode: 3,
        name: "capabilityMissing",
        meaning: "the app lacks a capability or permission; permanent in spite of HTTP 500",
        errorClass: "permission",
        nextStep: PERMISSIONS,
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 10,
        name: "permissionDenied",
        meaning: "a permission is missing or was removed",
        errorClass: "permission",
        nextStep: PERMISSIONS,
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 10,
        messagePattern: /no storage/i,
        name: "noStorageNotEnabled",
        meaning: "Meta has not enabled No Storage for this business",
        // The token has every permission that there is: it is the business that lacks something.
        errorClass: "permanent",
        nextStep:
            'Take "noStorage" away, or ask Meta to enable it for the business, then run again.',
        source: SOURCES.noStorage,
    }),
    entry({
        graphCode: 200,
        lastGraphCode: 299,
        name: "permissionMissing",
        meaning: "a permission is missing, or the terms of Cloud API are not accepted",
        errorClass: "permission",
        nextStep: `${PERMISSIONS} Where Meta's text speaks of terms, an admin accepts them in WhatsApp Manager.`,
        source: SOURCES.errorCodes,
    }),
    ...PERMISSION_SUBCODES.map(([graphSubcode, name, meaning]) =>
        entry({
            graphCode: 200,
            graphSubcode,
            name,
            meaning,
            errorClass: "permission",
            nextStep: PERMISSIONS,
            source: SOURCES.specification,
        }),
    ),
    entry({
        graphCode: 131005,
        name: "accessDenied",
        meaning: "a permission is missing or was removed",
        errorClass: "permission",
        nextStep: PERMISSIONS,
        source: SOURCES.errorCodes,
    }),
];

/** Errors of the access token and of its permissions. */
export const ACCESS_ERRORS: readonly GraphErrorEntry[] = [...TOKEN_ERRORS, ...PERMISSION_ERRORS];
