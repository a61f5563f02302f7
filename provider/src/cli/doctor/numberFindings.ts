import { budgetRefusals, budgetsOf, timeAndDistance } from "../../decisions/budget";
import { readingText } from "../../decisions/refusalMemory";
import { refusalOfBudget } from "../../decisions/refusals";
import { isRegistered } from "../../decisions/registrationStatus";
import { REQUESTS_PER_WINDOW } from "../../decisions/spentRequests";
import { graphErrorEntry } from "../../graph/catalogue";
import type { TokenInspection } from "../../graph/debugToken";
import type { DoctorFacts, NumberFacts } from "./examine";
import { failedReading, isUnseen } from "./failedReading";
import type { Finding, Severity } from "./Finding";
import { migrationFindings } from "./migrationFindings";
import { nameFindings } from "./nameFindings";
import { type NumberUnderExamination, reachFindings } from "./reachFindings";
import { signUpFindings } from "./signUpFindings";
import { stateFindings } from "./stateFindings";

/** What findings of a number are made from, beside the number itself. */
export interface NumberContext extends Pick<DoctorFacts, "now" | "hasBackup"> {
    /** What Meta tells of the token, where it does. */
    readonly token: TokenInspection | undefined;
}

/**
 * What is to be said of one number, above all what would stop a registration now. Of a number that
 * nobody named there is one note, how it is, and nothing is worse than a warning.
 */
export function numberFindings(facts: NumberFacts, context: NumberContext): readonly Finding[] {
    const findings = allFindings(facts, context);
    if (facts.isNamed) return findings;
    return findings
        .filter(({ severity, kind }) => severity !== "note" || kind === "number")
        .map((finding) =>
            finding.severity === "problem" ? { ...finding, severity: "warning" } : finding,
        );
}

function allFindings(
    facts: NumberFacts,
    { token, now, hasBackup }: NumberContext,
): readonly Finding[] {
    const { phoneNumber, spentRequests } = facts;
    if (phoneNumber.kind === "failed") return [unreadable(facts, phoneNumber.error, token)];
    const about = { subject: subjectOf(facts), reading: phoneNumber.value, now };
    return [
        ...reachFindings(about),
        ...migrationFindings(about, hasBackup),
        ...budgetFindings(facts, now),
        ...storageFindings(facts),
        ...refusalFindings(facts, about),
        ...journalledRefusalFindings(facts, about),
        ...nameFindings(about, facts.name),
        ...signUpFindings(about, spentRequests),
        ...stateFindings(about, facts.storage),
    ];
}

function subjectOf({ phoneNumberId }: Pick<NumberFacts, "phoneNumberId">): string {
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
    if (!isUnseen(error)) return finding;
    const accounts = token?.wabaIds ?? [];
    const reach = accounts.length === 0 ? "" : `; the token's accounts are ${accounts.join(", ")}`;
    return {
        ...finding,
        kind: "noAccess",
        cause: `it does not exist, or belongs to an account that the token does not reach${reach} (code 100, subcode 33)`,
    };
}

function budgetFindings({ spentRequests, ...facts }: NumberFacts, now: Date): readonly Finding[] {
    const subject = `phone number ${facts.phoneNumberId}`;
    const plan = { register: 1, deregister: 1, bringsBack: true };
    const { register, deregister } = budgetsOf(spentRequests, now);
    const left = `${register.left} of ${REQUESTS_PER_WINDOW} register and ${deregister.left} of ${REQUESTS_PER_WINDOW} deregister requests are left, as far as this machine knows, or the given state`;
    const refusals = budgetRefusals(plan, spentRequests, now).map((refusal): Finding => {
        const { cause, nextStep } = refusalOfBudget(refusal, now);
        const severity = refusal.operation === "register" ? "problem" : "warning";
        return { severity, kind: `${refusal.operation}Budget`, subject, cause, nextStep };
    });
    return [...refusals, { severity: "note", kind: "budget", subject, cause: left }];
}

/** What was refused is not tried again while nothing changes, so that `up` refuses it as well. */
function refusalFindings(
    { refusal, ...facts }: NumberFacts,
    { reading, now }: NumberUnderExamination,
): readonly Finding[] {
    if (refusal === undefined || Date.parse(refusal.nextTryAt) <= now.getTime()) return [];
    const { operation, nextTryAt, message } = refusal;
    // Another reading is a change, after which it is tried again.
    const holds = refusal.reading === readingText(reading);
    const severity = holds && operation !== "deregister" ? "problem" : "warning";
    const said = message.replace(/[.\s]+$/, "");
    const cause = `by the state, ${operation} was refused and is tried again at ${timeAndDistance(nextTryAt, now)} where nothing changes: ${said}`;
    const nextStep = `Change what is wrong, or run "pulumi up" once with WHATSAPP_FORCE=${facts.phoneNumberId} to try it now`;
    const kind = "refusalRemembered";
    return [{ severity, kind, subject: subjectOf(facts), cause, nextStep }];
}

/**
 * A refusal that only the journal knows. The input that was refused is not in there, nor how the
 * number read: of a number that is registered it is a warning.
 */
function journalledRefusalFindings(
    { journalledRefusal: refusal, ...facts }: NumberFacts,
    { reading, now }: NumberUnderExamination,
): readonly Finding[] {
    if (refusal === undefined || Date.parse(refusal.nextTryAt) <= now.getTime()) return [];
    const { at, graphCode, nextTryAt } = refusal;
    const { meaning, nextStep: remedy } = graphErrorEntry(graphCode);
    const severity = isRegistered(reading) ? "warning" : "problem";
    const cause = `by the journal of this machine, its last registration was refused at ${at} with code ${graphCode} (${meaning}), and "pulumi up" with the same input does not try it before ${timeAndDistance(nextTryAt, now)}`;
    const nextStep = `${remedy} Give --state with the file of "pulumi stack export" to see what the stack remembers of it`;
    const kind = "refusalJournalled";
    return [{ severity, kind, subject: subjectOf(facts), cause, nextStep }];
}

function storageFindings({ storage, ...facts }: NumberFacts): readonly Finding[] {
    if (storage?.kind !== "failed") return [];
    const subject = `storage settings of phone number ${facts.phoneNumberId}`;
    const { error } = storage;
    return [failedReading({ severity: "problem", kind: "settingsUnreadable", subject, error })];
}
