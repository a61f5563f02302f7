import { ALREADY_VERIFIED, VERIFICATION_CODE_WRONG } from "../../decisions/graphCodes";
import { graphErrorEntry } from "../../graph/catalogue";
import type { GraphCalls } from "../../graph/GraphCalls";
import type { GraphError } from "../../graph/GraphError";
import { getPhoneNumber } from "../../graph/phoneNumber";
import type { TransportError } from "../../graph/TransportError";
import { verifyCode } from "../../graph/verification";
import { CommandFailure, failureOf } from "../shell/CommandFailure";
import type { Report } from "../shell/Report";
import { alreadyVerifiedReport, CODE_IS_NO_PIN } from "./alreadyVerified";

// How the catalogue names six digits that are wrong or old: older lists of codes say 136025, Meta's
// reference of the endpoint 100 with no more to it (read 2026-11-22).
const CODE_WRONG: ReadonlySet<string> = new Set(["verificationCodeWrong", "invalidParameter"]);

const NEW_CODE = graphErrorEntry(VERIFICATION_CODE_WRONG).nextStep;

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
    const { message, fbtraceId, entry } = error;
    if (!CODE_WRONG.has(entry.name)) return failureOf(attempt, error);
    const trace = fbtraceId === undefined ? "" : ` Trace ${fbtraceId}`;
    return new CommandFailure(attempt, `${message}. ${NEW_CODE} ${CODE_IS_NO_PIN}${trace}`);
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
