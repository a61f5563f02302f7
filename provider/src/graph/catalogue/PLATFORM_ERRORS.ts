import type { GraphErrorEntry } from "../GraphErrorEntry";
import { entry } from "./entry";
import { SOURCES } from "./SOURCES";

const WAIT_FOR_LIMIT = "Wait for the limit to pass, then run again with fewer requests at once.";

/** Errors of the Graph platform itself: troubles, limits, parameters. */
export const PLATFORM_ERRORS: readonly GraphErrorEntry[] = [
    entry({
        graphCode: 1,
        name: "unknownError",
        meaning: "an unknown error, which is also the answer to a malformed request",
        errorClass: "retry",
        // Half of its causes are permanent: more than one repetition only adds load.
        readRetries: 1,
        nextStep: "Run again; if it stays, check the request against Meta's reference.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 2,
        name: "serviceDown",
        meaning: "Meta's platform is down or overloaded",
        errorClass: "retry",
        readRetries: 3,
        nextStep: "Look at https://metastatus.com and run again later.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 4,
        name: "appCallLimit",
        meaning: "the app has used up its calls",
        errorClass: "wait",
        readRetries: 3,
        nextStep: WAIT_FOR_LIMIT,
        source: SOURCES.rateLimiting,
    }),
    entry({
        graphCode: 12,
        name: "parameterRemoved",
        meaning: "a parameter was removed from this version of the Graph API",
        errorClass: "permanent",
        nextStep:
            'A registration takes no storage from v21.0 on: it is written into the settings of the number. Set "whatsapp:localStorageRecipe" to "settings" where it says "register"; where it does not, those settings were not found: look at "whatsapp:graphUrl", and at the token\'s access to them.',
        source: SOURCES.observed,
    }),
    entry({
        graphCode: 17,
        name: "userCallLimit",
        meaning: "the user of the token has used up their calls",
        errorClass: "wait",
        readRetries: 3,
        nextStep: WAIT_FOR_LIMIT,
        source: SOURCES.specification,
    }),
    entry({
        graphCode: 33,
        name: "parameterValueInvalid",
        meaning: "a parameter has an invalid value, or the business phone number was deleted",
        errorClass: "permanent",
        nextStep: "Check in WhatsApp Manager that the phone number still exists.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 613,
        name: "customLimit",
        meaning: "a limit of calls was reached",
        errorClass: "wait",
        readRetries: 3,
        nextStep: WAIT_FOR_LIMIT,
        source: SOURCES.errorHandling,
    }),
    entry({
        graphCode: 803,
        name: "objectUnknown",
        meaning: "an object of the request does not exist",
        errorClass: "permanent",
        nextStep: "Check the phone number id, and that the token can see the number.",
        source: SOURCES.specification,
    }),
    entry({
        graphCode: 2500,
        name: "unknownPath",
        meaning: "the Graph API has no such path in this version",
        errorClass: "permanent",
        nextStep: 'Check "whatsapp:graphApiVersion" and "whatsapp:graphUrl".',
        source: SOURCES.errorHandling,
    }),
    entry({
        graphCode: 80007,
        name: "accountCallLimit",
        meaning: "the WhatsApp Business account has used up its calls of this hour",
        errorClass: "wait",
        readRetries: 3,
        nextStep: WAIT_FOR_LIMIT,
        source: SOURCES.rateLimiting,
    }),
    entry({
        graphCode: 80008,
        name: "useCaseCallLimit",
        meaning: "the app has used up its calls for this WhatsApp Business account",
        errorClass: "wait",
        readRetries: 3,
        nextStep: WAIT_FOR_LIMIT,
        source: SOURCES.rateLimiting,
    }),
];
