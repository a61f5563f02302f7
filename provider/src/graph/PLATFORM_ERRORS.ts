import { AT_ONCE, DAILY, PERMISSION, row, SOURCES } from "./row";
import type { GraphErrorEntry } from "./GraphErrorEntry";

const NEW_TOKEN =
    "Make a new access token of a system user and give it to the provider; tokens of the dashboard live 24 hours.";

/** What the limits of calls have in common: they pass, and a read may wait for that. */
const CALL_LIMIT = {
    errorClass: "wait",
    readRetries: 3,
    nextStep: "Wait for the limit to pass, then run again with fewer requests at once.",
    source: SOURCES.rateLimiting,
} as const;

/** A refused token is seen by the reading before anything is counted. */
const TOKEN = {
    errorClass: "token",
    nextStep: NEW_TOKEN,
    retry: AT_ONCE,
    wayBack: "never",
} as const;

/** Errors of the Graph API itself, whatever it is asked about: codes below 100000. */
export const PLATFORM_ERRORS: readonly GraphErrorEntry[] = [
    row(0, "notAuthenticated", {
        meaning: "the user or app of the token could not be authenticated",
        ...TOKEN,
    }),
    row(1, "unknownError", {
        meaning: "an unknown error, which is also the answer to a malformed request",
        errorClass: "retry",
        // Half of its causes are permanent: more than one repetition only adds load.
        readRetries: 1,
        nextStep: "Run again; if it stays, check the request against Meta's reference.",
        mayHaveTakenEffect: true,
    }),
    row(2, "serviceDown", {
        meaning: "Meta's platform is down or overloaded",
        errorClass: "retry",
        nextStep: "Look at https://metastatus.com and run again later.",
        mayHaveTakenEffect: true,
    }),
    row(3, "capabilityMissing", {
        meaning: "the app lacks a capability or permission; permanent in spite of HTTP 500",
        ...PERMISSION,
    }),
    row(4, "appCallLimit", { meaning: "the app has used up its calls", ...CALL_LIMIT }),
    row(10, "permissionDenied", {
        meaning: "a permission is missing or was removed",
        ...PERMISSION,
        wayBack: "fromNoStorage",
    }),
    row(10, "noStorageNotEnabled", {
        meaning: "Meta has not enabled No Storage for this business",
        messagePattern: /no storage/i,
        // The token has every permission that there is: it is the business that lacks something.
        nextStep:
            'Take "noStorage" away, or ask Meta to enable it for the business, then run again.',
        source: SOURCES.noStorage,
        wayBack: "always",
    }),
    row(12, "parameterRemoved", {
        meaning: "a parameter was removed from this version of the Graph API",
        nextStep:
            'A registration takes no storage from v21.0 on: it is written into the settings of the number. Set "whatsapp:localStorageRecipe" to "settings" where it says "register"; where it does not, those settings were not found: look at "whatsapp:graphUrl", and at the token\'s access to them.',
        source: SOURCES.observed,
        retry: DAILY,
        wayBack: "always",
    }),
    row(17, "userCallLimit", {
        meaning: "the user of the token has used up their calls",
        ...CALL_LIMIT,
        source: SOURCES.specification,
    }),
    row(33, "parameterValueInvalid", {
        meaning: "a parameter has an invalid value, or the business phone number was deleted",
        nextStep: "Check in WhatsApp Manager that the phone number still exists.",
    }),
    row(100, "invalidParameter", {
        meaning: "a parameter is invalid or misspelt, or does not fit the phone number",
        nextStep: "Read Meta's text: it names the parameter or the state of the number.",
    }),
    row(100, "notFoundOrNoAccess", {
        meaning: "the number does not exist, or the token cannot see it",
        graphSubcode: 33,
        nextStep: "Check the phone number id, and that the token's user has this account assigned.",
        source: SOURCES.observed,
    }),
    row(100, "certificateNotPossible", {
        meaning:
            "no certificate can be made: the display name or the ownership is not confirmed, or the number is still in use elsewhere",
        graphSubcode: 2388001,
        nextStep:
            "Follow Meta's text. Check in WhatsApp Manager that the display name is approved, have a former provider switch off two-step verification, and delete the number's account in the WhatsApp app if it is still in use there.",
    }),
    row(100, "pinFormat", {
        meaning: "the PIN is not six digits",
        graphSubcode: 2388092,
        nextStep: 'Set "pin" to six digits, as a string.',
        source: SOURCES.observed,
        retry: DAILY,
    }),
    row(100, "notRegisteredOnPlatform", {
        meaning: "the number is not registered",
        graphSubcode: 2207051,
        errorClass: "alreadySo",
        nextStep: "Read the number: it may be deregistered already.",
        source: SOURCES.specification,
    }),
    row(100, "coexistence", {
        meaning: "the number is also used in the WhatsApp Business app",
        messagePattern: /SMB businesses/i,
        nextStep:
            "Disconnect it in the WhatsApp Business app, which the API cannot do; as long as it is in use there it needs no registration.",
        source: SOURCES.specification,
    }),
    row(100, "regionExpected", {
        meaning: "the number brings a storage region from its former account",
        messagePattern: /Expected data localization region/i,
        nextStep:
            'Declare the region that Meta\'s text names as "dataLocalizationRegion" and run again: it is written into the storage settings before the registration. Another region takes a second update.',
        source: SOURCES.observed,
        wayBack: "always",
    }),
    row(100, "accountNotAssigned", {
        meaning: "the token's user has the number assigned, and not its account",
        messagePattern: /Unsupported request - method type: post/i,
        ...PERMISSION,
        nextStep:
            "Assign the WhatsApp Business account itself to the token's user, in the settings of the business, then run again.",
        source: SOURCES.observedLater,
        wayBack: "never",
    }),
    row(100, "bulkReadRemoved", {
        meaning: "reading several objects by their ids was removed from every version",
        messagePattern: /\bids\b.*deprecated/i,
        nextStep: "Read the numbers one by one, or through the account's list.",
        source: SOURCES.observed,
    }),
    row(104, "tokenMissing", {
        meaning: "the request carried no access token",
        ...TOKEN,
        nextStep: "Give the provider an access token.",
        source: SOURCES.specification,
    }),
    row(190, "tokenUnusable", { meaning: "the access token is not usable", ...TOKEN }),
    ...tokenSubcodes(),
    row(200, "permissionMissing", {
        meaning: "a permission is missing, or the terms of Cloud API are not accepted",
        lastGraphCode: 299,
        errorClass: "permission",
        nextStep: `${PERMISSION.nextStep} Where Meta's text speaks of terms, an admin accepts them in WhatsApp Manager.`,
        wayBack: "never",
    }),
    ...permissionSubcodes(),
    row(368, "policyBlock", {
        meaning: "the account is blocked for violating a policy",
        errorClass: "wait",
        nextStep: "See the account's state in WhatsApp Manager and ask for a review there.",
    }),
    row(613, "customLimit", {
        meaning: "a limit of calls was reached",
        ...CALL_LIMIT,
        source: SOURCES.errorHandling,
    }),
    row(803, "objectUnknown", {
        meaning: "an object of the request does not exist",
        nextStep: "Check the phone number id, and that the token can see the number.",
        source: SOURCES.specification,
    }),
    row(2500, "unknownPath", {
        meaning: "the Graph API has no such path in this version",
        nextStep: 'Check "whatsapp:graphApiVersion" and "whatsapp:graphUrl".',
        source: SOURCES.errorHandling,
    }),
    row(80007, "accountCallLimit", {
        meaning: "the WhatsApp Business account has used up its calls of this hour",
        ...CALL_LIMIT,
    }),
    row(80008, "useCaseCallLimit", {
        meaning: "the app has used up its calls for this WhatsApp Business account",
        ...CALL_LIMIT,
    }),
];

function tokenSubcodes(): readonly GraphErrorEntry[] {
    const subcodes = [
        [458, "appNotInstalled", "the app of the token was removed by its user"],
        [459, "userCheckpoint", "the user of the token must log in at Facebook first"],
        [460, "passwordChanged", "the user of the token has changed their password"],
        [463, "tokenExpired", "the access token has expired"],
        [464, "userUnconfirmed", "the user of the token is not confirmed"],
        [467, "tokenInvalid", "the access token was made invalid"],
        [492, "sessionInvalid", "the session behind the access token is not valid"],
    ] as const;
    const source = SOURCES.errorHandling;
    return subcodes.map(([graphSubcode, name, meaning]) =>
        row(190, name, { meaning, graphSubcode, ...TOKEN, source }),
    );
}

function permissionSubcodes(): readonly GraphErrorEntry[] {
    const subcodes = [
        [1349174, "noAccess", "the token has no access to this account or number"],
        [1349175, "appNotLinked", "the app is not linked with this account"],
        [1349176, "scopeMissing", "the token lacks a permission"],
    ] as const;
    const columns = { ...PERMISSION, wayBack: "never", source: SOURCES.specification } as const;
    return subcodes.map(([graphSubcode, name, meaning]) =>
        row(200, name, { meaning, graphSubcode, ...columns }),
    );
}
