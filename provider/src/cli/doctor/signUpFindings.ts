import type { SpentRequest } from "../../decisions/spentRequests";
import { isRegistered } from "../../decisions/registrationStatus";
import type { Finding } from "./Finding";
import type { NumberUnderExamination } from "./reachFindings";

// A number of Embedded Signup must be registered within this time, or the sign-up is repeated
// (Meta's page on managing phone numbers, read 2026-11-22).
const SIGN_UP_MS = 14 * 24 * 60 * 60 * 1000;

/**
 * The days that Meta gives a new sign-up. No field tells how a number came, so that these findings
 * stay warnings: a number that was added by hand has no such deadline.
 */
export function signUpFindings(
    { subject, reading, now }: NumberUnderExamination,
    spentRequests: readonly SpentRequest[],
): readonly Finding[] {
    const { lastOnboardedTime, status } = reading;
    // Meta writes the zone without a colon, which Date.parse understands all the same.
    const endsMs = Date.parse(lastOnboardedTime ?? "") + SIGN_UP_MS;
    const isNew = status === "PENDING" && !isRegistered(reading);
    const wasRegistered = spentRequests.some(({ outcome }) => outcome === "accepted");
    if (!isNew || wasRegistered || Number.isNaN(endsMs)) return [];
    const end = new Date(endsMs).toISOString();
    if (endsMs > now.getTime()) {
        const cause = `if it came by Embedded Signup, it must be registered by ${end}`;
        const nextStep = 'Declare it and run "pulumi up" before then';
        return [{ severity: "warning", kind: "signUpDeadline", subject, cause, nextStep }];
    }
    const cause = `if it came by Embedded Signup and was never registered, its 14 days ended at ${end}, and Meta wants the sign-up again`;
    const nextStep = "Let the business go through Embedded Signup once more, then register it";
    return [{ severity: "warning", kind: "signUpOver", subject, cause, nextStep }];
}
