import { budgetRefusals } from "../../decisions/budget";
import { refusalOfBudget } from "../../decisions/refusals";
import type { TokenInspection } from "../../graph/debugToken";
import { isGraphError } from "../../graph/GraphError";
import type { NumberFacts } from "./DoctorFacts";
import { failedReading } from "./failedReading";
import type { Finding, Severity } from "./Finding";
import { nameFindings } from "./nameFindings";
import { reachFindings } from "./reachFindings";
import { stateFindings } from "./stateFindings";

/** With it Meta says that an object is not there, or not for this token. */
const NOT_FOUND_OR_NO_ACCESS = "notFoundOrNoAccess";

/**
 * What is to be said of one number, above all what would stop a registration now. Of a number that
 * nobody named there are no notes, and nothing is worse than a warning.
 */
export function numberFindings(
    facts: NumberFacts,
    token: TokenInspection | undefined,
    now: Date,
): readonly Finding[] {
    const findings = allFindings(facts, token, now);
    if (facts.isNamed) return findings;
    return findings
        .filter(({ severity }) => severity !== "note")
        .map((finding) => ({ ...finding, severity: "warning" }));
}

function allFindings(
    facts: NumberFacts,
    token: TokenInspection | undefined,
    now: Date,
): readonly Finding[] {
    const { phoneNumber } = facts;
    if (phoneNumber.kind === "failed") return [unreadable(facts, phoneNumber.error, token)];
    const about = { subject: subjectOf(facts), reading: phoneNumber.value, now };
    return [
        ...reachFindings(about),
        ...budgetFindings(facts, now),
        ...storageFindings(facts),
        ...nameFindings(about),
        ...stateFindings(about, facts.storage),
    ];
}

function subjectOf({ phoneNumberId }: NumberFacts): string {
    return `phone number ${phoneNumberId}`;
}

function unreadable(
    facts: NumberFacts,
    error: Parameters<typeof failedReading>[0]["error"],
    token: TokenInspection | undefined,
): Finding {
    const severity: Severity = "problem";
    const subject = subjectOf(facts);
    const finding = failedReading({ severity, kind: "numberUnreadable", subject, error });
    if (!isGraphError(error) || error.entry.name !== NOT_FOUND_OR_NO_ACCESS) return finding;
    const accounts = token?.wabaIds ?? [];
    const reach = accounts.length === 0 ? "" : `; the token's accounts are ${accounts.join(", ")}`;
    return {
        ...finding,
        kind: "noAccess",
        cause: `it does not exist, or belongs to an account that the token does not reach${reach} (code ${error.graphCode}, subcode 33)`,
    };
}

function budgetFindings({ spentRequests, ...facts }: NumberFacts, now: Date): readonly Finding[] {
    const subject = `phone number ${facts.phoneNumberId}`;
    const plan = { register: 1, deregister: 1, bringsBack: true };
    return budgetRefusals(plan, spentRequests, now).map((refusal) => {
        const { cause, nextStep } = refusalOfBudget(refusal, now);
        const severity = refusal.operation === "register" ? "problem" : "warning";
        return { severity, kind: `${refusal.operation}Budget`, subject, cause, nextStep };
    });
}

function storageFindings({ storage, ...facts }: NumberFacts): readonly Finding[] {
    if (storage?.kind !== "failed") return [];
    const subject = `storage settings of phone number ${facts.phoneNumberId}`;
    const { error } = storage;
    return [failedReading({ severity: "problem", kind: "settingsUnreadable", subject, error })];
}
