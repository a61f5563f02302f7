import type { GraphErrorEntry } from "../GraphErrorEntry";
import { entry } from "./entry";
import { SOURCES } from "./SOURCES";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Errors of registering and deregistering. */
const REGISTER_ERRORS: readonly GraphErrorEntry[] = [
    entry({
        graphCode: 133000,
        name: "deregistrationIncomplete",
        meaning: "an earlier deregistration stopped half-way",
        errorClass: "permanent",
        nextStep: "Deregister the number again, then register it.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 133004,
        name: "registrationServerUnavailable",
        meaning: "Meta's registration server is unavailable for now",
        errorClass: "retry",
        readRetries: 3,
        nextStep: "Look at https://metastatus.com and run again later.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 133006,
        name: "ownershipUnverified",
        meaning: "the ownership of the number must be verified first",
        errorClass: "permanent",
        nextStep:
            'Ask for a code with "npx pulumi-whatsapp verify request", give it back with "verify confirm", then run again. That code is not the PIN.',
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 133010,
        name: "notRegistered",
        meaning: "the number is not registered",
        errorClass: "alreadySo",
        nextStep: "Read the number: for a deregistration nothing may be left to do.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 133015,
        name: "deletionRunning",
        meaning: "the number was deleted a moment ago and its deletion still runs",
        errorClass: "wait",
        waitMs: 5 * MINUTE_MS,
        nextStep: "Wait five minutes, then run again.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 133016,
        name: "requestLimit",
        meaning: "the number has used its ten requests in 72 hours and is blocked for 72 hours",
        errorClass: "wait",
        waitMs: 72 * HOUR_MS,
        nextStep: "Wait until the 72 hours are over; nothing makes the block shorter.",
        source: SOURCES.registration,
    }),
];

/** Errors of the two-step verification PIN. */
const PIN_ERRORS: readonly GraphErrorEntry[] = [
    entry({
        graphCode: 133005,
        name: "pinMismatch",
        meaning: "the PIN is not the number's PIN",
        errorClass: "permanent",
        nextStep:
            'Set "pin" to the number\'s current six digits, which are not the verification code of an SMS or a call, or reset it in WhatsApp Manager, then run again.',
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 133008,
        name: "pinGuessedTooOften",
        meaning: "a wrong PIN was given too often",
        errorClass: "wait",
        // Meta's text states the time; a day is the cautious reading where it does not.
        waitMs: 24 * HOUR_MS,
        nextStep: "Wait as long as Meta's text says, and check the PIN before the next try.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 133009,
        name: "pinGuessedTooFast",
        meaning: "PINs were given too fast one after the other",
        errorClass: "wait",
        // Meta's text states the time; a quarter of an hour is the cautious reading.
        waitMs: 15 * MINUTE_MS,
        nextStep: "Wait as long as Meta's text says, then run again.",
        source: SOURCES.errorCodes,
    }),
];

/** Errors of the verification code. */
const VERIFICATION_ERRORS: readonly GraphErrorEntry[] = [
    entry({
        graphCode: 136024,
        name: "alreadyVerified",
        meaning: "the ownership of the number is verified already",
        errorClass: "alreadySo",
        nextStep: "Go on with the registration; no code is needed.",
        source: SOURCES.phoneNumbers,
    }),
    entry({
        graphCode: 136025,
        name: "verificationCodeWrong",
        meaning: "the verification code is wrong or has expired",
        errorClass: "permanent",
        nextStep:
            'Check the six digits, which are not the PIN; where they are older than ten minutes, ask for new ones with "npx pulumi-whatsapp verify request".',
        source: SOURCES.olderLists,
    }),
];

/** Errors of registration, PIN and ownership. */
export const REGISTRATION_ERRORS: readonly GraphErrorEntry[] = [
    ...REGISTER_ERRORS,
    ...PIN_ERRORS,
    ...VERIFICATION_ERRORS,
];
