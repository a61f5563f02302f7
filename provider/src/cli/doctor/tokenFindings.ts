import { tokenAdvice } from "../../configuration/accessTokenFor";
import type { TokenInspection } from "../../graph/debugToken";
import { isGraphError } from "../../graph/GraphError";
import type { PresentToken, TokenFacts } from "./examine";
import {
    failedReading,
    type FailedReading,
    type Finding,
    findingsOn,
    type Remark,
} from "./Finding";

// Register, deregister and the PIN need both (Meta's registration guide, read 2026-11-22).
const SCOPES = ["whatsapp_business_management", "whatsapp_business_messaging"];

// Time enough to make a new one before a pipeline fails.
const EXPIRY_WARNING_MS = 7 * 24 * 60 * 60 * 1000;

/** What is to be said of the access token; never the token itself. */
export function tokenFindings(token: TokenFacts, now: Date): readonly Finding[] {
    return findingsOn("access token", remarksOn(token, now));
}

function remarksOn(token: TokenFacts, now: Date): readonly Remark[] {
    if (token.kind === "missing") {
        const { cause, nextStep } = token;
        return [{ severity: "problem", kind: "tokenMissing", cause, nextStep }];
    }
    const { inspection } = token;
    if (inspection.kind === "failed") return [uninspected(token, inspection.error)];
    const { value } = inspection;
    return [...usability(token, value, now), ...scopes(value), whoseToken(token, value)];
}

/** A token may be good and still not be allowed to ask about itself. */
function uninspected({ token }: PresentToken, error: FailedReading["error"]): Remark {
    if (!isGraphError(error)) return failedReading({ severity: "problem", kind: "", error });
    if (error.entry.errorClass === "token") {
        const remark = failedReading({ severity: "problem", kind: error.entry.name, error });
        return { ...remark, nextStep: tokenAdvice(token) };
    }
    const remark = failedReading({ severity: "note", kind: "tokenNotInspected", error });
    return { ...remark, cause: `Meta does not show its permissions: ${error.message}` };
}

function usability(
    { token }: PresentToken,
    { isValid, expiresAt }: TokenInspection,
    now: Date,
): readonly Remark[] {
    const nextStep = tokenAdvice(token);
    if (!isValid) {
        const cause = "Meta says that it is no longer valid";
        return [{ severity: "problem", kind: "tokenUnusable", cause, nextStep }];
    }
    if (expiresAt === undefined) return [];
    if (Date.parse(expiresAt) - now.getTime() > EXPIRY_WARNING_MS) return [];
    const cause = `it expires at ${expiresAt}`;
    return [{ severity: "warning", kind: "tokenExpiresSoon", cause, nextStep }];
}

function scopes({ scopes }: TokenInspection): readonly Remark[] {
    const missing = SCOPES.filter((scope) => !scopes.includes(scope));
    if (missing.length === 0) return [];
    const cause = `it lacks the permission ${missing.join(" and ")}`;
    const nextStep =
        "Make a new token with both permissions; for numbers of other businesses the app needs advanced access to them";
    return [{ severity: "problem", kind: "scopeMissing", cause, nextStep }];
}

function whoseToken({ token }: PresentToken, inspection: TokenInspection): Remark {
    const { type, application, appId, userId, expiresAt, scopes, wabaIds } = inspection;
    const kindOfToken = type ?? "unknown kind";
    const app = application ?? appId ?? "unknown";
    const user = userId === undefined ? "" : ` for user ${userId}`;
    const expiry = expiresAt === undefined ? "without an end" : `ends ${expiresAt}`;
    const accounts = wabaIds === undefined ? "not named" : wabaIds.join(", ") || "none";
    const cause = `${kindOfToken} of app ${app}${user}, from ${token.source}, ${expiry}; permissions ${scopes.join(", ") || "none"}; accounts ${accounts}`;
    return { severity: "note", kind: "token", cause };
}
