import { type Command, InvalidArgumentError, Option } from "commander";

import { graphErrorEntry } from "../graph/catalogue";
import type { GraphCalls } from "../graph/GraphCalls";
import { type GraphError, isGraphError } from "../graph/GraphError";
import { getPhoneNumber } from "../graph/phoneNumber";
import type { TransportError } from "../graph/TransportError";
import {
    CODE_METHODS,
    type CodeMethod,
    type CodeRequest,
    requestVerificationCode,
    verifyCode,
} from "../graph/verification";
import { type Advice, CommandFailure, failureOf, WrongUse } from "./CommandFailure";
import {
    connect,
    type ConnectionOptions,
    phoneNumberIdFrom,
    withConnectionOptions,
} from "./connect";
import type { Report } from "./Report";
import { newCommand, type Shell } from "./Shell";

// Meta's reference calls them "Request code error" and "Verify code error" (read 2026-11-24): a number
// that is verified is one of several reasons for each.
const REQUEST_CODE_ERROR = 136024;
const VERIFY_CODE_ERROR = 136025;

interface VerifyOptions extends ConnectionOptions {
    readonly number: string;
}

/** How the ownership of a number is verified, as a next step without its full stop. */
export function verifyAdvice(phoneNumberId: string): string {
    return `Run "npx pulumi-whatsapp verify request --number ${phoneNumberId} --method SMS --language en_US", then "npx pulumi-whatsapp verify confirm" with the code, which is not the PIN`;
}

/** Adds `verify`: proves the ownership of a number, which comes before its first registration. */
export function addVerifyCommand(program: Command, shell: Shell): void {
    const verify = program
        .command("verify")
        .description("Prove the ownership of a number with a code that Meta sends to it.");
    addRequest(verify, shell);
    addConfirm(verify, shell);
}

function addRequest(verify: Command, shell: Shell): void {
    const description = "Let Meta send a verification code to the number. Not the PIN.";
    const command = withConnectionOptions(newCommand(verify, "request", description))
        .requiredOption("--number <id>", "phone number id, digits")
        .addOption(
            new Option("--method <method>", "how the code comes")
                .choices(CODE_METHODS)
                .argParser(codeMethodFrom)
                .makeOptionMandatory(),
        )
        .requiredOption("--language <language>", "language of the message, such as en_US");
    command.action(() => {
        const options = command.opts<VerifyOptions & CodeRequest>();
        return shell.run(command, () => {
            const phoneNumberId = phoneNumberIdFrom(options.number);
            const language = languageFrom(options.language);
            const { calls } = connect(shell, options);
            return requestCode(calls, phoneNumberId, { method: options.method, language });
        });
    });
}

function addConfirm(verify: Command, shell: Shell): void {
    const description = "Give Meta the verification code that came to the number. Not the PIN.";
    const command = withConnectionOptions(newCommand(verify, "confirm", description))
        .requiredOption("--number <id>", "phone number id, digits")
        .requiredOption("--code <code>", "the six digits that Meta sent");
    command.action(() => {
        const options = command.opts<VerifyOptions & { readonly code: string }>();
        return shell.run(command, () => {
            const phoneNumberId = phoneNumberIdFrom(options.number);
            const code = codeFrom(options.code);
            // Somebody may have mixed the code up with the PIN.
            shell.hide(code);
            return confirmCode(connect(shell, options).calls, phoneNumberId, code);
        });
    });
}

/** The six digits of a code; Meta's messages write a hyphen in the middle. */
function codeFrom(text: string): string {
    if (/^[0-9]{3}-?[0-9]{3}$/.test(text)) return text.replace("-", "");
    throw new WrongUse(
        "option --code must be the six digits that Meta sent to the number, such as 123-456. It is not the two-step verification PIN.",
    );
}

/** A method in any case; Meta writes it in capitals. */
function codeMethodFrom(text: string): CodeMethod {
    const method = CODE_METHODS.find((known) => known === text.toUpperCase());
    if (method !== undefined) return method;
    throw new InvalidArgumentError(`Allowed choices are ${CODE_METHODS.join(", ")}.`);
}

function languageFrom(text: string): string {
    if (/^[a-z]{2,3}(_[A-Z]{2,3})?$/.test(text)) return text;
    throw new WrongUse("option --language must have the form en_US, en or fil.");
}

/** Two kinds of six digits are easily mixed up. */
const CODE_IS_NO_PIN =
    "The code proves once that the number is yours. The PIN is six other digits that you choose; every registration needs it.";

/** Asks for a verification code, with one request. */
async function requestCode(
    calls: GraphCalls,
    phoneNumberId: string,
    request: CodeRequest,
): Promise<Report> {
    const attempt = `request a verification code for phone number ${phoneNumberId}`;
    const outcome = await requestVerificationCode(calls, phoneNumberId, request);
    switch (outcome.kind) {
        case "accepted":
            return requestedReport(phoneNumberId, request);
        case "unanswered":
            throw new CommandFailure(
                attempt,
                `${outcome.error.message}, so a code may have been sent. Wait for it before asking again: Meta limits how often a code is sent`,
            );
        case "refused":
        case "notSent":
            return verifiedBefore(calls, phoneNumberId, { attempt, error: outcome.error });
    }
}

function requestedReport(phoneNumberId: string, { method, language }: CodeRequest): Report {
    const way = method === "SMS" ? "as a message (SMS)" : "in a call";
    return {
        json: { phoneNumberId, requested: true, method, language },
        lines: (style) => [
            style.good(`Meta sends a code to phone number ${phoneNumberId} ${way}.`),
            `It works for about ten minutes. Then: npx pulumi-whatsapp verify confirm --number ${phoneNumberId} --code <code>`,
            style.faint(CODE_IS_NO_PIN),
        ],
        exitCode: 0,
    };
}

/** An attempt that was refused, or never sent. */
interface FailedAttempt {
    readonly attempt: string;
    readonly error: GraphError | TransportError;
    readonly advice?: Partial<Advice>;
}

/**
 * A number that is verified already needs no code; any other failure is thrown. No code of Meta's
 * proves that: the number is read.
 */
async function verifiedBefore(
    calls: GraphCalls,
    phoneNumberId: string,
    { attempt, error, advice }: FailedAttempt,
): Promise<Report> {
    if (!isGraphError(error) || !mayBeVerified(error)) throw failureOf(attempt, error, advice);
    const status = await verificationStatus(calls, phoneNumberId);
    if (status === "VERIFIED") return verifiedBeforeReport(phoneNumberId);
    const reading =
        status === undefined
            ? "the number cannot be read"
            : `the number reads code_verification_status ${status}`;
    const cause = `${error.message}, and ${reading}`;
    throw failureOf(attempt, error, { ...nextStepAfterReading(error), ...advice, cause });
}

function mayBeVerified({ graphCode, entry }: GraphError): boolean {
    const isOfCodes = graphCode === REQUEST_CODE_ERROR || graphCode === VERIFY_CODE_ERROR;
    return isOfCodes || entry.errorClass === "alreadySo";
}

/** The catalogue says to read the number first, which was done. */
function nextStepAfterReading({ entry }: GraphError): Partial<Advice> {
    if (entry.errorClass !== "alreadySo") return {};
    return {
        nextStep:
            "Wait as long as Meta's text says, or an hour if it says nothing, before you ask for another code",
    };
}

/** Undefined if the number cannot be read. */
async function verificationStatus(
    calls: GraphCalls,
    phoneNumberId: string,
): Promise<string | undefined> {
    try {
        const { codeVerificationStatus = "unknown" } = await getPhoneNumber(calls, phoneNumberId);
        return codeVerificationStatus;
    } catch {
        return undefined;
    }
}

function verifiedBeforeReport(phoneNumberId: string): Report {
    return {
        json: { phoneNumberId, verified: true, wasVerified: true },
        lines: (style) => [
            style.good(`Phone number ${phoneNumberId} is verified already; no code is needed.`),
        ],
        exitCode: 0,
    };
}

// How the catalogue names six digits that are wrong or old: 136025, or 100 with no more to it (Meta's
// reference of the endpoint, read 2026-11-24).
const CODE_WRONG: ReadonlySet<string> = new Set(["verificationCodeWrong", "invalidParameter"]);

const NEW_CODE = {
    nextStep: `${graphErrorEntry(VERIFY_CODE_ERROR).nextStep} ${CODE_IS_NO_PIN}`,
};

/** Confirms a verification code, with one request; a lost answer is settled by reading. */
async function confirmCode(
    calls: GraphCalls,
    phoneNumberId: string,
    code: string,
): Promise<Report> {
    const attempt = `confirm the verification code of phone number ${phoneNumberId}`;
    const outcome = await verifyCode(calls, phoneNumberId, code);
    if (outcome.kind === "accepted") return confirmedReport(phoneNumberId);
    const { kind, error } = outcome;
    if (kind !== "unanswered") {
        const isCodeWrong = isGraphError(error) && CODE_WRONG.has(error.entry.name);
        const advice = isCodeWrong ? NEW_CODE : {};
        return verifiedBefore(calls, phoneNumberId, { attempt, error, advice });
    }
    const reading = await getPhoneNumber(calls, phoneNumberId).catch((thrown: unknown) => {
        throw failureOf(attempt, thrown);
    });
    const status = reading.codeVerificationStatus ?? "unknown";
    if (status === "VERIFIED") return confirmedReport(phoneNumberId);
    throw new CommandFailure(
        attempt,
        `${error.message}, and the number reads code_verification_status ${status}. Run again with the same code`,
    );
}

function confirmedReport(phoneNumberId: string): Report {
    return {
        json: { phoneNumberId, verified: true, wasVerified: false },
        lines: (style) => [
            style.good(`Phone number ${phoneNumberId} is verified.`),
            `It can be registered now: run "pulumi up" with the number declared.`,
        ],
        exitCode: 0,
    };
}
