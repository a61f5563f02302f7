import { ALREADY_VERIFIED } from "../../decisions/graphCodes";
import type { GraphCalls } from "../../graph/GraphCalls";
import { type CodeRequest, requestVerificationCode } from "../../graph/verification";
import { CommandFailure, failureOf } from "../shell/CommandFailure";
import type { Report } from "../shell/Report";
import { alreadyVerifiedReport, CODE_IS_NO_PIN } from "./alreadyVerified";

/**
 * Asks for a verification code, with one request. A number that is verified already is a success.
 *
 * @throws CommandFailure for everything else.
 */
export async function requestCode(
    calls: GraphCalls,
    phoneNumberId: string,
    request: CodeRequest,
): Promise<Report> {
    const attempt = `request a verification code for phone number ${phoneNumberId}`;
    const outcome = await requestVerificationCode(calls, phoneNumberId, request);
    switch (outcome.kind) {
        case "accepted":
            return requestedReport(phoneNumberId, request);
        case "refused":
            if (outcome.error.graphCode === ALREADY_VERIFIED) {
                return alreadyVerifiedReport(phoneNumberId);
            }
            throw failureOf(attempt, outcome.error);
        case "unanswered":
            throw new CommandFailure(
                attempt,
                `${outcome.error.message}, so a code may have been sent. Wait for it before asking again: Meta limits how often a code is sent`,
            );
        case "notSent":
            throw failureOf(attempt, outcome.error);
    }
}

function requestedReport(phoneNumberId: string, { method, language }: CodeRequest): Report {
    const way = method === "SMS" ? "as a message (SMS)" : "in a call";
    return {
        json: { phoneNumberId, requested: true, method, language },
        lines: (style) => [
            style.good(`Meta sends a code to phone number ${phoneNumberId} ${way}.`),
            `It is good for about ten minutes. Then: npx pulumi-whatsapp verify confirm --number ${phoneNumberId} --code <code>`,
            style.faint(CODE_IS_NO_PIN),
        ],
        exitCode: 0,
    };
}
