import { AT_ONCE, DAILY, PERMISSION, row, SOURCES } from "./row";
import type { GraphErrorEntry } from "./GraphErrorEntry";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const PAYMENT = {
    meaning: "the account has a payment problem",
    nextStep: "Settle the payment method of the account in WhatsApp Manager.",
};
const NO_PART = "This belongs to sending messages; it says nothing about the registration.";
const STATUS_PAGE = "Look at https://metastatus.com and run again later.";
const WRONG_PARAMETER = {
    nextStep: "Read Meta's text: it names the parameter.",
    retry: DAILY,
};

// No advice to make another one: a client that is not registered cannot make any, and a failed
// migration may have taken the number down there, too (docs/migration.md).
const BACKUP = {
    nextStep: "Check data and password of `backup`; another backup is tried at once.",
    source: SOURCES.olderLists,
};

/** Meta speaks of about a minute. */
const MAINTENANCE = {
    meaning: "the number is in maintenance, for example for a higher throughput",
    errorClass: "retry",
    waitMs: MINUTE_MS,
    nextStep: "Run again in a few minutes.",
    mayHaveTakenEffect: true,
} as const;

/** Errors of WhatsApp Business accounts, phone numbers and their registration, by code. */
export const WHATSAPP_ERRORS: readonly GraphErrorEntry[] = [
    row(130429, "messageThroughput", {
        meaning: "the number has reached its message throughput",
        errorClass: "retry",
        nextStep: NO_PART,
    }),
    row(131000, "somethingWentWrong", {
        meaning: "an error on Meta's side that is not specified",
        errorClass: "retry",
        nextStep: "Run again later; if it stays, give the trace id to Meta's support.",
        mayHaveTakenEffect: true,
    }),
    row(131005, "accessDenied", {
        meaning: "a permission is missing or was removed",
        ...PERMISSION,
    }),
    row(131008, "parameterMissing", {
        meaning: "a required parameter is missing",
        ...WRONG_PARAMETER,
    }),
    row(131009, "parameterInvalid", {
        meaning: "a parameter has a value that is not allowed",
        ...WRONG_PARAMETER,
    }),
    row(131016, "serviceUnavailable", {
        meaning: "a service on Meta's side is unavailable for now",
        errorClass: "retry",
        nextStep: STATUS_PAGE,
        mayHaveTakenEffect: true,
    }),
    row(131031, "accountLocked", {
        meaning: "the account is locked, or data such as the PIN does not fit it",
        nextStep: "See the account's state in WhatsApp Manager, and check the PIN.",
        wayBack: "never",
    }),
    row(131042, "paymentProblem", PAYMENT),
    row(131045, "registrationBroken", {
        meaning: "a message could not be sent because the registration is broken",
        nextStep: "Register the number again.",
    }),
    row(131056, "pairLimit", {
        meaning: "too many messages from this number to one recipient",
        errorClass: "wait",
        nextStep: NO_PART,
    }),
    row(131057, "maintenance", MAINTENANCE),
    row(133000, "deregistrationIncomplete", {
        meaning: "an earlier deregistration stopped half-way",
        nextStep: "Deregister the number again, then register it.",
        retry: AT_ONCE,
        finishesByDeregistering: true,
    }),
    row(133001, "backupUnreadable", {
        meaning: "the On-Premises backup could not be decrypted",
        ...BACKUP,
        retry: DAILY,
    }),
    row(133002, "backupDataUnreadable", {
        meaning: "the data of the On-Premises backup could not be decrypted",
        ...BACKUP,
        retry: DAILY,
    }),
    row(133003, "recoveryToken", {
        meaning: "the recovery token of the On-Premises backup was not found",
        ...BACKUP,
    }),
    row(133004, "registrationServerUnavailable", {
        meaning: "Meta's registration server is unavailable for now",
        errorClass: "retry",
        nextStep: STATUS_PAGE,
        // Meta states no time.
        onceMoreAfterMs: MINUTE_MS,
    }),
    row(133005, "pinMismatch", {
        meaning: "the PIN is not the number's PIN",
        nextStep:
            'Set "pin" to the number\'s current six digits, which are not the verification code of an SMS or a call, or reset it in WhatsApp Manager, then run again.',
        retry: DAILY,
        refutesPin: true,
    }),
    row(133006, "ownershipUnverified", {
        meaning: "the ownership of the number must be verified first",
        nextStep:
            'Ask for a code with "npx pulumi-whatsapp verify request", give it back with "verify confirm", then run again. That code is not the PIN.',
    }),
    row(133007, "accountBlocked", {
        meaning: "the number's account is blocked for breaking Meta's terms",
        nextStep:
            "Ask for a review in WhatsApp Manager: no registration unblocks it, and each try counts.",
        source: SOURCES.olderLists,
    }),
    row(133008, "pinGuessedTooOften", {
        meaning: "a wrong PIN was given too often",
        errorClass: "wait",
        // Meta's text states the time; a day is the cautious reading where it does not.
        waitMs: 24 * HOUR_MS,
        nextStep: "Wait as long as Meta's text says, and check the PIN before the next try.",
        retry: Object.freeze({ kind: "after", ms: 24 * HOUR_MS, isStated: true }),
    }),
    row(133009, "pinGuessedTooFast", {
        meaning: "PINs were given too fast one after the other",
        errorClass: "wait",
        // Meta's text states the time; a quarter of an hour is the cautious reading.
        waitMs: 15 * MINUTE_MS,
        nextStep: "Wait as long as Meta's text says, then run again.",
    }),
    row(133010, "notRegistered", {
        meaning: "the number is not registered",
        errorClass: "alreadySo",
        nextStep: "Read the number: a deregistration may be done already.",
    }),
    row(133015, "deletionRunning", {
        meaning: "the number was deleted a moment ago and its deletion still runs",
        errorClass: "wait",
        waitMs: 5 * MINUTE_MS,
        nextStep: "Wait five minutes, then run again.",
        onceMoreAfterMs: 5 * MINUTE_MS,
    }),
    row(133016, "requestLimit", {
        meaning: "the number has used its ten requests in 72 hours and is blocked for 72 hours",
        errorClass: "wait",
        waitMs: 72 * HOUR_MS,
        nextStep: "Wait until the 72 hours are over; nothing makes the block shorter.",
        source: SOURCES.registration,
        blocks: true,
    }),
    row(136024, "codeRefused", {
        meaning: "a request around the verification code was refused, for one of several reasons",
        errorClass: "alreadySo",
        nextStep:
            "Read the number: it may be verified already. If it is not, wait an hour before you ask for another code.",
        source: SOURCES.verification,
    }),
    row(136024, "alreadyVerified", {
        graphSubcode: 2388366,
        meaning: "a verification code was refused, as the number may be verified already",
        errorClass: "alreadySo",
        nextStep: "Read the number: if it is verified, it needs no code.",
        source: SOURCES.observedLater,
    }),
    row(136024, "tooManyCodes", {
        graphSubcode: 2388367,
        meaning: "too many verification codes were asked for",
        errorClass: "wait",
        nextStep: "Wait as long as Meta's text says before you ask for another code.",
        source: SOURCES.observedLater,
    }),
    row(136025, "verificationCodeWrong", {
        meaning:
            "a verification code was refused, for one of several reasons: usually it is wrong or has expired",
        nextStep:
            'Check the six digits, which are not the PIN; where they are older than ten minutes, ask for new ones with "npx pulumi-whatsapp verify request".',
        source: SOURCES.verifyCode,
    }),
    row(141006, "paymentProblemOfHealth", { ...PAYMENT, source: SOURCES.healthStatus }),
    row(2388012, "numberInList", {
        meaning: "the number is in the account's list already",
        nextStep:
            'Do not add it again: look its id up with "npx pulumi-whatsapp numbers" and go on with that.',
    }),
    row(2388091, "codeNotPossible", {
        meaning: "the number cannot get a code: it is not being moved, or had too many of them",
        nextStep:
            "If it is not being moved, register it and verify it. Wait as long as Meta's text says, or an hour if it says nothing, before you ask for another code.",
    }),
    row(2388093, "numberNotEligible", {
        meaning: "the number is not eligible for a code, as it is not being moved",
        nextStep: "Do not ask for a code of a move: register it and verify it.",
    }),
    row(2388103, "targetAccountNotReady", {
        meaning: "the account it is to be moved to is not ready, or the number is not",
        nextStep:
            "Finish that account in WhatsApp Manager (review, business verification, payment method). At the former one, have the display name approved and two-step verification switched off, then move the number again.",
    }),
    row(2494100, "maintenanceOfNumber", MAINTENANCE),
    row(2494160, "templateBeforeRegistration", {
        meaning: "work on templates is refused before the number is registered",
        nextStep: "Register the number first.",
        source: SOURCES.observed,
    }),
];
