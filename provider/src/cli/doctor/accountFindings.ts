import { isRegistered } from "../../decisions/registrationStatus";
import type { Account } from "../../graph/account";
import type { AccountFacts } from "./DoctorFacts";
import { failedReading } from "./failedReading";
import type { Finding } from "./Finding";

// A portfolio begins with two registered numbers and gets twenty once it is verified (Meta's page
// on phone numbers, read 2026-11-22).
const UNVERIFIED_CAP = 2;

/** What is to be said of one account: its review, its cap, its numbers and its webhooks. */
export function accountFindings(
    facts: AccountFacts,
    appId: string | undefined,
): readonly Finding[] {
    const subject = `account ${facts.wabaId}`;
    const { account, numbers } = facts;
    const failed = [account, numbers].find((reading) => reading?.kind === "failed");
    if (failed?.kind === "failed") {
        const { error } = failed;
        return [failedReading({ severity: "problem", kind: "accountUnreadable", subject, error })];
    }
    return [
        ...(account.kind === "read" ? reviewFindings(subject, account.value) : []),
        ...capFindings(subject, facts),
        ...webhookFindings(subject, facts, appId),
    ];
}

function reviewFindings(subject: string, account: Account): readonly Finding[] {
    const { accountReviewStatus: review } = account;
    if (review === undefined || review === "APPROVED") return [];
    const cause = `Meta's review of it reads ${review}`;
    const nextStep = "See in WhatsApp Manager what Meta asks for";
    return [{ severity: "warning", kind: "accountReview", subject, cause, nextStep }];
}

function capFindings(subject: string, { account, numbers }: AccountFacts): readonly Finding[] {
    const listed = numbers?.kind === "read" ? numbers.value : [];
    const registered = listed.filter((number) => isRegistered(number)).length;
    const count = `${listed.length} numbers, ${registered} of them registered`;
    const status = account.kind === "read" ? account.value.businessVerificationStatus : undefined;
    const isUnverified = status !== undefined && status.toUpperCase() !== "VERIFIED";
    if (isUnverified && registered >= UNVERIFIED_CAP) {
        const cause = `${count}; its business is not verified (${status}), and Meta then allows ${UNVERIFIED_CAP}`;
        const nextStep = "Verify the business in Meta's Business Settings before registering more";
        return [{ severity: "warning", kind: "capReached", subject, cause, nextStep }];
    }
    if (numbers === undefined) return [];
    return [{ severity: "note", kind: "account", subject, cause: count }];
}

function webhookFindings(
    subject: string,
    { subscribedAppIds }: AccountFacts,
    appId: string | undefined,
): readonly Finding[] {
    if (subscribedAppIds.kind === "failed" || appId === undefined) {
        const cause = "whether its webhooks reach the token's app is not known";
        return [{ severity: "note", kind: "webhooksUnknown", subject, cause }];
    }
    if (subscribedAppIds.value.includes(appId)) return [];
    const cause = `its webhooks do not reach app ${appId}, so that registered numbers receive nothing there`;
    const nextStep = "Subscribe the app with POST /{account id}/subscribed_apps, if it is the one";
    return [{ severity: "warning", kind: "notSubscribed", subject, cause, nextStep }];
}
