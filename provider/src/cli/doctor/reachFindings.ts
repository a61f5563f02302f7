import { refusalsToRegister } from "../../decisions/refusals";
import { isRegistered, outOfReach } from "../../decisions/registrationStatus";
import type { PhoneNumber } from "../../graph/phoneNumber";
import { verifyAdvice } from "../addVerifyCommand";
import type { Finding } from "./Finding";

/** A number that findings are about. */
export interface NumberUnderExamination {
    /** `phone number`, and its id. */
    readonly subject: string;
    /** The number as it reads. */
    readonly reading: PhoneNumber;
    /** The time to judge by. */
    readonly now: Date;
}

/**
 * What stands in the way of a registration, by how the number reads; that it is On-Premises has
 * findings of its own.
 */
export function reachFindings({ subject, reading }: NumberUnderExamination): readonly Finding[] {
    const reach = outOfReach(reading);
    const refusals = refusalsToRegister(reading, true).slice(0, 1);
    const kind = reach === undefined || reach === "onPremises" ? "notVerified" : reach;
    if (refusals.length === 0) return expiredVerification({ subject, reading });
    return refusals.map(({ cause, nextStep }) => ({
        severity: "problem",
        kind,
        subject,
        cause,
        nextStep: kind === "notVerified" ? verifyAdvice(reading.id) : nextStep,
    }));
}

function expiredVerification({
    subject,
    reading,
}: Omit<NumberUnderExamination, "now">): readonly Finding[] {
    if (reading.codeVerificationStatus !== "EXPIRED") return [];
    const kind = "verificationExpired";
    if (isRegistered(reading)) {
        const cause =
            "its ownership verification has expired, which is usual on registered numbers and only stops a change of region";
        return [{ severity: "note", kind, subject, cause }];
    }
    const cause = "its ownership verification has expired, and Meta may ask for a new code";
    return [{ severity: "warning", kind, subject, cause, nextStep: verifyAdvice(reading.id) }];
}
