import type { GraphErrorEntry } from "../GraphErrorEntry";
import { entry } from "./entry";
import { SOURCES } from "./SOURCES";

const MINUTE_MS = 60_000;
const PAYMENT = "Settle the payment method of the account in WhatsApp Manager.";
const NO_PART = "This belongs to sending messages; it says nothing about the registration.";
const MAINTENANCE = "the number is in maintenance, for example for a higher throughput";

/** Errors of the account, the service and the sending of messages. */
export const ACCOUNT_ERRORS: readonly GraphErrorEntry[] = [
    entry({
        graphCode: 368,
        name: "policyBlock",
        meaning: "the account is blocked for violating a policy",
        errorClass: "wait",
        nextStep: "See the account's state in WhatsApp Manager and ask for a review there.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 130429,
        name: "messageThroughput",
        meaning: "the number has reached its message throughput",
        errorClass: "retry",
        readRetries: 3,
        nextStep: NO_PART,
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 131000,
        name: "somethingWentWrong",
        meaning: "an error on Meta's side that is not specified",
        errorClass: "retry",
        readRetries: 3,
        nextStep: "Run again later; if it stays, give the trace id to Meta's support.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 131016,
        name: "serviceUnavailable",
        meaning: "a service on Meta's side is unavailable for now",
        errorClass: "retry",
        readRetries: 3,
        nextStep: "Look at https://metastatus.com and run again later.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 131031,
        name: "accountLocked",
        meaning: "the account is locked, or data such as the PIN does not fit it",
        errorClass: "permanent",
        nextStep: "See the account's state in WhatsApp Manager, and check the PIN.",
        source: SOURCES.errorCodes,
    }),
    ...[131042, 141006].map((graphCode) =>
        entry({
            graphCode,
            name: graphCode === 131042 ? "paymentProblem" : "paymentProblemOfHealth",
            meaning: "the account has a payment problem",
            errorClass: "permanent",
            nextStep: PAYMENT,
            source: graphCode === 131042 ? SOURCES.errorCodes : SOURCES.healthStatus,
        }),
    ),
    entry({
        graphCode: 131045,
        name: "registrationBroken",
        meaning: "a message could not be sent because the registration is broken",
        errorClass: "permanent",
        nextStep: "Register the number again.",
        source: SOURCES.errorCodes,
    }),
    entry({
        graphCode: 131056,
        name: "pairLimit",
        meaning: "too many messages from this number to one recipient",
        errorClass: "wait",
        nextStep: NO_PART,
        source: SOURCES.errorCodes,
    }),
    ...[131057, 2494100].map((graphCode) =>
        entry({
            graphCode,
            name: graphCode === 131057 ? "maintenance" : "maintenanceOfNumber",
            meaning: MAINTENANCE,
            errorClass: "retry",
            readRetries: 3,
            // Meta speaks of about a minute.
            waitMs: MINUTE_MS,
            nextStep: "Run again in a few minutes.",
            source: SOURCES.errorCodes,
        }),
    ),
    entry({
        graphCode: 2494160,
        name: "templateBeforeRegistration",
        meaning: "work on templates is refused before the number is registered",
        errorClass: "permanent",
        nextStep: "Register the number first.",
        source: SOURCES.observed,
    }),
];
