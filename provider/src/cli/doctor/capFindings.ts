import { isRegistered } from "../../decisions/registrationStatus";
import type { PhoneNumber } from "../../graph/phoneNumber";
import { countOf } from "../accountNumbers";
import type { AccountFacts } from "./examine";
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
    const registered = registeredIn(numbers.value);
    const count = `${countOf(numbers.value.length)}, ${registered} registered`;
    const status = account.kind === "read" ? account.value.businessVerificationStatus : undefined;
    if (status === undefined) return [{ severity: "note", kind: "account", subject, cause: count }];
    const isVerified = isVerifiedBy(status);
    const cap = capOf(status);
    const verified = isVerified ? "verified" : `not verified (${status})`;
    const cause = `${count}; its business is ${verified} and may have ${cap} in all its accounts`;
    if (registered < cap) return [{ severity: "note", kind: "account", subject, cause }];
    const nextStep = isVerified
        ? "Ask Meta's support for more, or deregister one that is not needed, before registering another"
        : "Verify the business in Meta's Business Settings before registering another";
    return [{ severity: "warning", kind: "capReached", subject, cause, nextStep }];
}

interface CountedAccount {
    readonly wabaId: string;
    readonly status: string;
    readonly registered: number;
}

/**
 * What the accounts that were looked at have together, where that reaches the cap and none of them
 * does alone. Meta counts by business, and no reading here tells which accounts are of one: a note.
 */
export function jointCapFindings(accounts: readonly AccountFacts[]): readonly Finding[] {
    const counted = accounts.flatMap(countedAccount).filter(({ registered }) => registered > 0);
    return [true, false].flatMap((isVerified) =>
        jointCap(counted.filter(({ status }) => isVerifiedBy(status) === isVerified)),
    );
}

function jointCap(accounts: readonly CountedAccount[]): readonly Finding[] {
    const [first] = accounts;
    if (first === undefined) return [];
    const cap = capOf(first.status);
    const together = accounts.reduce((sum, { registered }) => sum + registered, 0);
    if (together < cap || accounts.some(({ registered }) => registered >= cap)) return [];
    const subject = `accounts ${accounts.map(({ wabaId }) => wabaId).join(", ")}`;
    const cause = `together ${together} registered numbers; if they are of one business, it may have no more than ${cap}`;
    return [{ severity: "note", kind: "capTogether", subject, cause }];
}

function countedAccount({ wabaId, account, numbers }: AccountFacts): readonly CountedAccount[] {
    const status = account.kind === "read" ? account.value.businessVerificationStatus : undefined;
    if (status === undefined || numbers?.kind !== "read") return [];
    return [{ wabaId, status, registered: registeredIn(numbers.value) }];
}

function registeredIn(numbers: readonly PhoneNumber[]): number {
    return numbers.filter((number) => isRegistered(number)).length;
}

function isVerifiedBy(status: string): boolean {
    return status.toUpperCase() === "VERIFIED";
}

function capOf(status: string): number {
    return isVerifiedBy(status) ? VERIFIED_CAP : UNVERIFIED_CAP;
}
