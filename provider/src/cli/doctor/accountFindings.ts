import { isRegistered } from "../../decisions/registrationStatus";
import { isGraphError } from "../../graph/GraphError";
import { countOf, noAccount } from "../accountNumbers";
import type { AccountFacts } from "./examine";
import {
    failedReading,
    type FailedReading,
    type Finding,
    findingsOn,
    type Remark,
} from "./Finding";

/**
 * The findings about accounts: the review of each, its cap, its numbers and its webhooks, and their
 * numbers together.
 */
export function accountFindings(
    accounts: readonly AccountFacts[],
    appId: string | undefined,
): readonly Finding[] {
    return [
        ...accounts.flatMap((account) =>
            findingsOn(`account ${account.wabaId}`, remarksOn(account, appId)),
        ),
        ...jointCaps(accounts),
    ];
}

function remarksOn(facts: AccountFacts, appId: string | undefined): readonly Remark[] {
    const { account, numbers } = facts;
    const failed = [account, numbers].find((reading) => reading?.kind === "failed");
    if (failed?.kind === "failed") return [unreadable(facts, failed.error)];
    return [...review(facts), ...cap(facts), ...webhooks(facts, appId)];
}

/** A registration needs nothing from the account, so an account that nobody named stops nothing. */
function unreadable({ isNamed }: AccountFacts, error: FailedReading["error"]): Remark {
    const isOfAll = !isGraphError(error) || error.entry.errorClass === "token";
    const severity = isNamed || isOfAll ? "problem" : "warning";
    const remark = failedReading({ severity, kind: "accountUnreadable", error });
    return { ...remark, ...noAccount(error, isNamed) };
}

function review({ account }: AccountFacts): readonly Remark[] {
    const status = account.kind === "read" ? account.value.accountReviewStatus : undefined;
    if (status === undefined || status === "APPROVED") return [];
    const cause = `Meta's review of it reads ${status}`;
    const nextStep = "See in WhatsApp Manager what Meta asks for";
    return [{ severity: "warning", kind: "accountReview", cause, nextStep }];
}

function webhooks(
    { wabaId, subscribedAppIds }: AccountFacts,
    appId: string | undefined,
): readonly Remark[] {
    if (subscribedAppIds.kind === "failed" || appId === undefined) {
        const why = subscribedAppIds.kind === "failed" ? "its subscribed apps" : "the token's app";
        const cause = `whether its webhooks reach the token's app is not known: Meta does not say ${why}`;
        const nextStep = "Check in the App Dashboard whether they arrive";
        return [{ severity: "note", kind: "webhooksUnknown", cause, nextStep }];
    }
    if (subscribedAppIds.value.includes(appId)) return [];
    const cause = `its webhooks do not reach app ${appId}, so registered numbers receive nothing there`;
    const nextStep = `If it is the app that handles them, subscribe it: POST /${wabaId}/subscribed_apps with this token`;
    return [{ severity: "warning", kind: "notSubscribed", cause, nextStep }];
}

// A business begins with two registered numbers in all its accounts, and gets twenty once it is
// verified or sends a lot (Meta's page on phone numbers, read 2026-11-22).
const UNVERIFIED_CAP = 2;
const VERIFIED_CAP = 20;

/** How many numbers of an account were read, and how many of them Meta lets its business have. */
function countIn({ wabaId, account, numbers }: AccountFacts) {
    if (numbers?.kind !== "read") return undefined;
    const registered = numbers.value.filter((number) => isRegistered(number)).length;
    const status = account.kind === "read" ? account.value.businessVerificationStatus : undefined;
    const isVerified = status?.toUpperCase() === "VERIFIED";
    const cap = isVerified ? VERIFIED_CAP : UNVERIFIED_CAP;
    return { wabaId, all: numbers.value.length, registered, status, isVerified, cap };
}

function cap(facts: AccountFacts): readonly Remark[] {
    const counted = countIn(facts);
    if (counted === undefined) return [];
    const { all, registered, status, isVerified, cap } = counted;
    const count = `${countOf(all)}, ${registered} registered`;
    if (status === undefined) return [{ severity: "note", kind: "account", cause: count }];
    const verified = isVerified ? "verified" : `not verified (${status})`;
    const cause = `${count}; its business is ${verified} and may have ${cap} in all its accounts`;
    if (registered < cap) return [{ severity: "note", kind: "account", cause }];
    const nextStep = isVerified
        ? "Ask Meta's support for more, or deregister one that is not needed, before registering another"
        : "Verify the business in Meta's Business Settings before registering another";
    return [{ severity: "warning", kind: "capReached", cause, nextStep }];
}

/**
 * What the accounts that were looked at have together, where that reaches the cap and none of them
 * does alone. Meta counts by business, and no reading here tells which accounts are of one: a note.
 */
function jointCaps(accounts: readonly AccountFacts[]): readonly Finding[] {
    const counted = accounts
        .flatMap((account) => countIn(account) ?? [])
        .filter(({ registered, status }) => registered > 0 && status !== undefined);
    return [VERIFIED_CAP, UNVERIFIED_CAP].flatMap((cap) => {
        const alike = counted.filter((one) => one.cap === cap);
        const together = alike.reduce((sum, { registered }) => sum + registered, 0);
        if (together < cap || alike.some(({ registered }) => registered >= cap)) return [];
        const cause = `together ${together} registered numbers; if they are of one business, it may have no more than ${cap}`;
        const subject = `accounts ${alike.map(({ wabaId }) => wabaId).join(", ")}`;
        return findingsOn(subject, [{ severity: "note", kind: "capTogether", cause }]);
    });
}
