import type { Account } from "../../graph/account";
import { isGraphError } from "../../graph/GraphError";
import { noAccount } from "../accountNumbers";
import { capFindings } from "./capFindings";
import type { AccountFacts } from "./examine";
import { type FailedReading, failedReading } from "./failedReading";
import type { Finding } from "./Finding";

/** What is to be said of one account: its review, its cap, its numbers and its webhooks. */
export function accountFindings(
    facts: AccountFacts,
    appId: string | undefined,
): readonly Finding[] {
    const subject = `account ${facts.wabaId}`;
    const { account, numbers } = facts;
    const failed = [account, numbers].find((reading) => reading?.kind === "failed");
    if (failed?.kind === "failed") return [unreadable(subject, facts, failed.error)];
    return [
        ...(account.kind === "read" ? reviewFindings(subject, account.value) : []),
        ...capFindings(subject, facts),
        ...webhookFindings(subject, facts, appId),
    ];
}

/** A registration needs nothing of the account, so that one that nobody named stops nothing. */
function unreadable(
    subject: string,
    { isNamed }: AccountFacts,
    error: FailedReading["error"],
): Finding {
    const isOfAll = !isGraphError(error) || error.entry.errorClass === "token";
    const severity = isNamed || isOfAll ? "problem" : "warning";
    const finding = failedReading({ severity, kind: "accountUnreadable", subject, error });
    return { ...finding, ...noAccount(error, isNamed) };
}

function reviewFindings(subject: string, account: Account): readonly Finding[] {
    const { accountReviewStatus: review } = account;
    if (review === undefined || review === "APPROVED") return [];
    const cause = `Meta's review of it reads ${review}`;
    const nextStep = "See in WhatsApp Manager what Meta asks for";
    return [{ severity: "warning", kind: "accountReview", subject, cause, nextStep }];
}

function webhookFindings(
    subject: string,
    { wabaId, subscribedAppIds }: AccountFacts,
    appId: string | undefined,
): readonly Finding[] {
    if (subscribedAppIds.kind === "failed" || appId === undefined) {
        const why = subscribedAppIds.kind === "failed" ? "its subscribed apps" : "the token's app";
        const cause = `whether its webhooks reach the token's app is not known: Meta does not tell ${why}`;
        const nextStep = "See in the App Dashboard whether they arrive";
        return [{ severity: "note", kind: "webhooksUnknown", subject, cause, nextStep }];
    }
    if (subscribedAppIds.value.includes(appId)) return [];
    const cause = `its webhooks do not reach app ${appId}, so that registered numbers receive nothing there`;
    const nextStep = `If it is the app that handles them, subscribe it: POST /${wabaId}/subscribed_apps with this token`;
    return [{ severity: "warning", kind: "notSubscribed", subject, cause, nextStep }];
}
