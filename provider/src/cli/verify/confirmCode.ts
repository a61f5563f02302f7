import type { GraphCalls } from "../../graph/GraphCalls";
import type { GraphError } from "../../graph/GraphError";
import { getPhoneNumber } from "../../graph/phoneNumber";
import type { TransportError } from "../../graph/TransportError";
import { verifyCode } from "../../graph/verification";
import { CommandFailure, failureOf } from "../shell/CommandFailure";
import type { Report } from "../shell/Report";
import { ALREADY_VERIFIED, alreadyVerifiedReport, CODE_IS_NO_PIN } from "./alreadyVerified";

// Meta's code for a code that is wrong or old (older lists of codes, read 2026-11-22).
const CODE_WRONG = 136025;

/**
 * Confirms a verification code, with one request; an answer that got lost is settled by reading.
 * A number that is verified already is a success.
 *
 * @throws CommandFailure for everything else.
 */
export async function confirmCode(
    calls: GraphCalls,
    phoneNumberId: string,
    code: string,
): Promise<Report> {
    const attempt = `confirm the verification code of phone number ${phoneNumberId}`;
    const outcome = await verifyCode(calls, phoneNumberId, code);
    switch (outcome.kind) {
        case "accepted":
            return confirmedReport(phoneNumberId);
        case "refused":
            if (outcome.error.graphCode === ALREADY_VERIFIED) {
                return alreadyVerifiedReport(phoneNumberId);
            }
            throw refusal(attempt, outcome.error);
        case "unanswered":
            return settled(calls, phoneNumberId, { attempt, error: outcome.error });
        case "notSent":
            throw failureOf(attempt, outcome.error);
    }
}

function refusal(attempt: string, error: GraphError): unknown {
    if (error.graphCode !== CODE_WRONG) return failureOf(attempt, error);
    const { message, entry } = error;
    return new CommandFailure(attempt, `${message}. ${entry.nextStep} ${CODE_IS_NO_PIN}`);
}

interface LostAnswer {
    readonly attempt: string;
    readonly error: TransportError;
}

async function settled(
    calls: GraphCalls,
    phoneNumberId: string,
    { attempt, error }: LostAnswer,
): Promise<Report> {
    const reading = await getPhoneNumber(calls, phoneNumberId).catch((thrown: unknown) => {
        throw failureOf(attempt, thrown);
    });
    if (reading.codeVerificationStatus === "VERIFIED") return confirmedReport(phoneNumberId);
    const status = reading.codeVerificationStatus ?? "unknown";
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
