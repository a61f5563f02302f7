import { budgetRefusals, budgetsOf, timeAndDistance } from "../../decisions/budget";
import { waitingName } from "../../decisions/displayName";
import { readingText } from "../../decisions/registrationStatus";
import { refusalOfBudget } from "../../decisions/refusals";
import { REQUESTS_PER_WINDOW } from "../../decisions/spentRequests";
import { graphErrorEntry } from "../../graph/catalogue";
import { isAhead } from "../NumberRecords";
import type { NumberInView, Remark } from "./Finding";

/** How many requests are left, as far as the journal and a state know, and what that forbids. */
export function budgetRemarks({ facts, now }: NumberInView): readonly Remark[] {
    const { spentRequests, doubt } = facts;
    const plan = { register: 1, deregister: 1, reserve: 0 } as const;
    const { register, deregister } = budgetsOf(spentRequests, now);
    const left = `${register.left} of ${REQUESTS_PER_WINDOW} register and ${deregister.left} of ${REQUESTS_PER_WINDOW} deregister requests are left, as far as this machine and the given state know`;
    const refusals = budgetRefusals(plan, spentRequests, now).map((refusal): Remark => {
        const { cause, nextStep } = refusalOfBudget(refusal, now);
        const severity = refusal.operation === "register" ? "problem" : "warning";
        return { severity, kind: `${refusal.operation}Budget`, cause, nextStep };
    });
    const doubts =
        doubt === undefined ? [] : [{ severity: "problem", kind: "journal", ...doubt } as const];
    return [...doubts, ...refusals, { severity: "note", kind: "budget", cause: left }];
}

/** `up` does not try a refused request again while nothing changes, so it refuses as well. */
export function refusalRemarks(number: NumberInView): readonly Remark[] {
    return [...refusalInState(number), ...refusalInJournal(number)];
}

function refusalInState({ facts, reading, now }: NumberInView): readonly Remark[] {
    const { refusal, phoneNumberId } = facts;
    if (refusal === undefined || !isAhead(refusal.nextTryAt, now)) return [];
    const { operation, nextTryAt, message } = refusal;
    // Another reading is a change, after which it is tried again.
    const holds = refusal.reading === readingText(reading);
    const severity = holds && operation !== "deregister" ? "problem" : "warning";
    const said = message.replace(/[.\s]+$/, "");
    const cause = `by the state, ${operation} was refused and is tried again at ${timeAndDistance(nextTryAt, now)} if nothing changes: ${said}`;
    const nextStep = `Change what is wrong, or run "pulumi up" once with WHATSAPP_FORCE=${phoneNumberId} to try it now`;
    return [{ severity, kind: "refusalRemembered", cause, nextStep }];
}

/**
 * A refusal that only the journal knows. The input that was refused is not in there, nor how the
 * number read: of a number that is registered it is a warning.
 */
function refusalInJournal({ facts, isRegistered, now }: NumberInView): readonly Remark[] {
    const { journalledRefusal: refusal } = facts;
    if (refusal === undefined || !isAhead(refusal.nextTryAt, now)) return [];
    const { at, graphCode, nextTryAt } = refusal;
    const { meaning, nextStep: remedy } = graphErrorEntry(graphCode);
    const severity = isRegistered ? "warning" : "problem";
    const cause = `by the journal of this machine, its last registration was refused at ${at} with code ${graphCode} (${meaning}), and "pulumi up" with the same input does not try it before ${timeAndDistance(nextTryAt, now)}`;
    const nextStep = `${remedy} Give --state with the file of "pulumi stack export" to see what the stack remembers of it`;
    return [{ severity, kind: "refusalJournalled", cause, nextStep }];
}

// Without a name there is no certificate, and registering answers 2388001 (Meta's display name
// guide and error code page, read 2026-11-22). An expired one registers no more (reference of the
// phone number, read 2026-11-24).
const NAMES_WITHOUT_CERTIFICATE: ReadonlySet<string> = new Set(["DECLINED", "EXPIRED", "NONE"]);

const GOOD_NAMES: ReadonlySet<string> = new Set(["APPROVED", "AVAILABLE_WITHOUT_REVIEW"]);

/** What is to be said of the display name; a state may know since when one waits. */
export function nameRemarks({
    facts,
    reading,
    isRegistered,
    now,
}: NumberInView): readonly Remark[] {
    const { name: known = {} } = facts;
    const { nameStatus } = reading;
    const { displayNameRegistered, registerDisplayNameBy } = waitingName(reading, known, now);
    if (displayNameRegistered === false) {
        const isSeen = known.registerDisplayNameBy !== undefined;
        const doubt = isSeen ? "" : " if it came just now; --state shows how long it has waited";
        const cause = `an approved display name waits: the number must be registered again within 14 days of the approval, by ${registerDisplayNameBy ?? "then"}${doubt}`;
        const nextStep = 'Run "pulumi up --refresh", which costs one of ten requests';
        return [{ severity: "warning", kind: "nameWaits", cause, nextStep }];
    }
    if (isRegistered || nameStatus === undefined || GOOD_NAMES.has(nameStatus)) return [];
    if (NAMES_WITHOUT_CERTIFICATE.has(nameStatus)) {
        const cause = `its display name reads ${nameStatus}, so Meta makes no certificate for a registration`;
        const nextStep = "Ask for another display name in WhatsApp Manager";
        return [{ severity: "problem", kind: "nameDeclined", cause, nextStep }];
    }
    const cause = `its display name is not approved (${nameStatus}), and Meta may refuse the registration with 2388001`;
    const nextStep = "Wait for the review in WhatsApp Manager, or ask for another name there";
    return [{ severity: "warning", kind: "nameNotApproved", cause, nextStep }];
}
