import { isRegistered } from "../../decisions/registrationStatus";
import { countOf } from "../numbers/numberReport";
import type { AccountFacts } from "./DoctorFacts";
import type { Finding } from "./Finding";

// A business begins with two registered numbers in all its accounts, and gets twenty once it is
// verified or sends a lot (Meta's page on phone numbers, read 2026-11-22).
const UNVERIFIED_CAP = 2;
const VERIFIED_CAP = 20;

/** How many numbers of an account are registered, and how many Meta allows its business. */
export function capFindings(
    subject: string,
    { account, numbers }: AccountFacts,
): readonly Finding[] {
    if (numbers?.kind !== "read") return [];
    const registered = numbers.value.filter((number) => isRegistered(number)).length;
    const count = `${countOf(numbers.value.length)}, ${registered} registered`;
    const status = account.kind === "read" ? account.value.businessVerificationStatus : undefined;
    if (status === undefined) return [{ severity: "note", kind: "account", subject, cause: count }];
    const isVerified = status.toUpperCase() === "VERIFIED";
    const cap = isVerified ? VERIFIED_CAP : UNVERIFIED_CAP;
    const verified = isVerified ? "verified" : `not verified (${status})`;
    const cause = `${count}; its business is ${verified} and may have ${cap} in all its accounts`;
    if (registered < cap) return [{ severity: "note", kind: "account", subject, cause }];
    const nextStep = isVerified
        ? "Ask Meta's support for more, or deregister one that is not needed, before registering another"
        : "Verify the business in Meta's Business Settings before registering another";
    return [{ severity: "warning", kind: "capReached", subject, cause, nextStep }];
}
