import type { GraphErrorEntry } from "../GraphErrorEntry";
import { entry } from "./entry";
import { SOURCES } from "./SOURCES";

/** Code 100 and what hides behind it, told apart by subcode or by Meta's text. */
export const PARAMETER_ERRORS: readonly GraphErrorEntry[] = [
    entry({
        graphCode: 100,
        name: "invalidParameter",
        meaning: "a parameter is invalid or misspelt, or does not fit the phone number",
        errorClass: "permanent",
        nextStep: "Read Meta's text: it names the parameter or the state of the number.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 100,
        graphSubcode: 33,
        name: "notFoundOrNoAccess",
        meaning: "the number does not exist, or the token cannot see it",
        errorClass: "permanent",
        nextStep: "Check the phone number id, and that the token's user has this account assigned.",
        source: SOURCES.observed,
    }),
    entry({
        graphCode: 100,
        graphSubcode: 2388001,
        name: "certificateNotPossible",
        meaning:
            "no certificate can be made: the display name or the ownership is not confirmed, or the number is still in use elsewhere",
        errorClass: "permanent",
        nextStep:
            "Follow Meta's text. See in WhatsApp Manager that the display name is approved, have two-step verification switched off at a former provider, and delete the number's account in the WhatsApp app where it is still in use there.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 100,
        graphSubcode: 2388092,
        name: "pinFormat",
        meaning: "the PIN is not six digits",
        errorClass: "permanent",
        nextStep: 'Set "pin" to six digits, as a string.',
        source: SOURCES.observed,
    }),
    entry({
        graphCode: 100,
        graphSubcode: 2207051,
        name: "notRegisteredOnPlatform",
        meaning: "the number is not registered",
        errorClass: "alreadySo",
        nextStep: "Read the number: it may be deregistered already.",
        source: SOURCES.specification,
    }),
    entry({
        graphCode: 100,
        messagePattern: /SMB businesses/i,
        name: "coexistence",
        meaning: "the number is also used in the WhatsApp Business app",
        errorClass: "permanent",
        nextStep:
            "Disconnect it in the WhatsApp Business app, which the API cannot do; as long as it is in use there it needs no registration.",
        source: SOURCES.specification,
    }),
    entry({
        graphCode: 100,
        messagePattern: /Expected data localization region/i,
        name: "regionExpected",
        meaning: "the number brings a storage region from its former account",
        errorClass: "permanent",
        nextStep:
            'Declare the region that Meta\'s text names as "dataLocalizationRegion" and run again: it is written into the storage settings before the registration. Another region takes a second update.',
        source: SOURCES.observed,
    }),
    entry({
        graphCode: 100,
        messagePattern: /\bids\b.*deprecated/i,
        name: "bulkReadRemoved",
        meaning: "reading several objects by their ids was removed from every version",
        errorClass: "permanent",
        nextStep: "Read the numbers one by one, or through the account's list.",
        source: SOURCES.observed,
    }),
    entry({
        graphCode: 131008,
        name: "parameterMissing",
        meaning: "a required parameter is missing",
        errorClass: "permanent",
        nextStep: "Read Meta's text: it names the parameter.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 131009,
        name: "parameterInvalid",
        meaning: "a parameter has a value that is not allowed",
        errorClass: "permanent",
        nextStep: "Read Meta's text: it names the parameter.",
        source: SOURCES.errorCodes,
    }),
];
