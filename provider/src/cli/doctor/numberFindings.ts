import { migrationPage } from "../../decisions/migrationPage";
import { refusalsToRegister } from "../../decisions/refusals";
import {
    isRegistered,
    isSettling,
    outOfReach,
    describeNumber,
} from "../../decisions/registrationStatus";
import { isGraphError } from "../../graph/GraphError";
import { describeStorage } from "../../decisions/storage";
import { labelOf } from "../accountNumbers";
import { verifyAdvice } from "../addVerifyCommand";
import { budgetRemarks, nameRemarks, refusalRemarks } from "./budgetRemarks";
import type { DoctorFacts, NumberFacts } from "./examine";
import {
    failedReading,
    type FailedReading,
    type Finding,
    findingsOn,
    type NumberInView,
    type Remark,
} from "./Finding";

/** What the findings about a number depend on, besides the number itself. */
export interface NumberContext extends Pick<DoctorFacts, "now" | "hasBackup"> {
    /** The accounts that the token reaches, if Meta says so. */
    readonly accountsOfToken: readonly string[];
}

/**
 * The findings about one number, above all what would stop a registration now. A number that nobody
 * named gets one note about its state, and nothing worse than a warning.
 */
export function numberFindings(facts: NumberFacts, context: NumberContext): readonly Finding[] {
    const findings = findingsOn(`phone number ${facts.phoneNumberId}`, remarksOn(facts, context));
    if (facts.isNamed) return findings;
    return findings
        .filter(({ severity, kind }) => severity !== "note" || kind === "number")
        .map((finding) =>
            finding.severity === "problem" ? { ...finding, severity: "warning" } : finding,
        );
}

// In the order in which they follow from each other.
const PARTS: readonly ((number: NumberInView) => readonly Remark[])[] = [
    reach,
    migration,
    budgetRemarks,
    storage,
    refusalRemarks,
    nameRemarks,
    signUp,
    trouble,
    missingPin,
    state,
];

function remarksOn(
    facts: NumberFacts,
    { accountsOfToken, ...context }: NumberContext,
): readonly Remark[] {
    const { phoneNumber } = facts;
    if (phoneNumber.kind === "failed") return [unreadable(phoneNumber.error, accountsOfToken)];
    const reading = phoneNumber.value;
    const number = {
        ...context,
        facts,
        reading,
        isRegistered: isRegistered(reading),
        reach: outOfReach(reading),
    };
    return PARTS.flatMap((part) => part(number));
}

function unreadable(error: FailedReading["error"], accounts: readonly string[]): Remark {
    const remark = failedReading({ severity: "problem", kind: "numberUnreadable", error });
    if (!isGraphError(error) || error.entry.name !== "notFoundOrNoAccess") return remark;
    const reach = accounts.length === 0 ? "" : `; the token's accounts are ${accounts.join(", ")}`;
    return {
        ...remark,
        kind: "noAccess",
        cause: `it does not exist, or belongs to an account that the token does not reach${reach} (code 100, subcode 33)`,
    };
}

/** What stands in the way of a registration, by how the number reads. */
function reach(number: NumberInView): readonly Remark[] {
    const [refusal] = refusalsToRegister(number.reading, true);
    if (refusal === undefined) return expiredVerification(number);
    const { reach } = number;
    const isOutOfReach = reach !== undefined && reach !== "onPremises";
    const kind = isOutOfReach ? reach : "notVerified";
    const nextStep = isOutOfReach ? refusal.nextStep : verifyAdvice(number.reading.id);
    return [{ severity: "problem", kind, cause: refusal.cause, nextStep }];
}

function expiredVerification({ reading, isRegistered }: NumberInView): readonly Remark[] {
    if (reading.codeVerificationStatus !== "EXPIRED") return [];
    const kind = "verificationExpired";
    if (isRegistered) {
        const cause =
            "its ownership verification has expired, which is usual on registered numbers and only stops a change of region";
        return [{ severity: "note", kind, cause }];
    }
    const cause = "its ownership verification has expired, and Meta may ask for a new code";
    return [{ severity: "warning", kind, cause, nextStep: verifyAdvice(reading.id) }];
}

// Facts of a migration: Meta's guide on migrating from On-Premises to Cloud API, read 2026-11-22.
const STEPS = `${migrationPage} has the steps in order`;

/**
 * What has to be known before a number leaves the On-Premises API, as far as it can be read. What
 * holds for every registration (ownership, name, budget, token, webhooks) is found elsewhere.
 */
function migration(number: NumberInView): readonly Remark[] {
    if (number.reach !== "onPremises") return [];
    return [
        number.hasBackup
            ? {
                  severity: "note",
                  kind: "onPremises",
                  cause: "it is on the On-Premises API, and the declared backup migrates it",
              }
            : {
                  severity: "problem",
                  kind: "onPremises",
                  cause: "it is on the On-Premises API, so a registration here needs a backup from there",
                  nextStep: `Make one with the On-Premises backup call, declare its data and password as \`backup\`, and look again with --with-backup; ${STEPS}`,
              },
        ...migrationPin(number),
        {
            severity: "note",
            kind: "migrationCutover",
            cause: "the registration, which may take 15 seconds, disconnects it from the On-Premises API: from then on messages and webhooks go only through Cloud API",
            nextStep: `Make your programs ready for Cloud API first; ${STEPS}`,
        },
        {
            severity: "note",
            kind: "migrationRegion",
            cause: "a declared region is written into its storage settings before the registration",
        },
    ];
}

function migrationPin({ reading: { isPinEnabled } }: NumberInView): readonly Remark[] {
    if (isPinEnabled === false) return [];
    const state = isPinEnabled === true ? "is on" : "may be on";
    const cause = `its two-step verification ${state}: a registration with a wrong PIN fails and takes it down on the On-Premises API, too`;
    const nextStep = `Declare the PIN that it has there; if nobody is sure of it, set a new one at the On-Premises client first; ${STEPS}`;
    return [{ severity: "warning", kind: "migrationPin", cause, nextStep }];
}

function storage({ facts: { storage, phoneNumberId } }: NumberInView): readonly Remark[] {
    if (storage?.kind !== "failed") return [];
    const subject = `storage settings of phone number ${phoneNumberId}`;
    const { error } = storage;
    return [
        { subject, ...failedReading({ severity: "problem", kind: "settingsUnreadable", error }) },
    ];
}

// A number of Embedded Signup must be registered within this time, or the sign-up is repeated
// (Meta's page on managing phone numbers, read 2026-11-22).
const SIGN_UP_MS = 14 * 24 * 60 * 60 * 1000;

/**
 * The days that Meta gives a new sign-up. No field tells how a number came, so that these findings
 * stay warnings: a number that was added by hand has no such deadline.
 */
function signUp({ facts, reading, isRegistered, now }: NumberInView): readonly Remark[] {
    const { lastOnboardedTime, status } = reading;
    // Meta writes the zone without a colon, which Date.parse understands all the same.
    const endsMs = Date.parse(lastOnboardedTime ?? "") + SIGN_UP_MS;
    const isNew = status === "PENDING" && !isRegistered;
    const wasRegistered = facts.spentRequests.some(({ outcome }) => outcome === "accepted");
    if (!isNew || wasRegistered || Number.isNaN(endsMs)) return [];
    const end = new Date(endsMs).toISOString();
    if (endsMs > now.getTime()) {
        const cause = `if it came by Embedded Signup, it must be registered by ${end}`;
        const nextStep = 'Declare it and run "pulumi up" before then';
        return [{ severity: "warning", kind: "signUpDeadline", cause, nextStep }];
    }
    const cause = `if it came by Embedded Signup and was never registered, its 14 days ended at ${end}, and Meta wants the sign-up again`;
    const nextStep = "Let the business go through Embedded Signup once more, then register it";
    return [{ severity: "warning", kind: "signUpOver", cause, nextStep }];
}

// Meta's words for a registered number in trouble (phone number reference, read 2026-11-22).
const TROUBLED: ReadonlySet<string> = new Set(["FLAGGED", "RESTRICTED", "RATE_LIMITED"]);

function trouble({ reading: { status = "" } }: NumberInView): readonly Remark[] {
    if (!TROUBLED.has(status)) return [];
    const cause = `Meta has put it into status ${status}; registering again would not help`;
    const nextStep = "See in WhatsApp Manager what Meta asks for";
    return [{ severity: "warning", kind: "troubled", cause, nextStep }];
}

function missingPin({ reading, reach }: NumberInView): readonly Remark[] {
    if (reading.isPinEnabled !== false) return [];
    if (reach !== undefined && reach !== "onPremises") return [];
    const cause = "two-step verification is off: the declared PIN becomes its PIN";
    return [{ severity: "note", kind: "noPin", cause }];
}

/** How the number is: registered or not, and where its data is. */
function state({ facts, reading, isRegistered }: NumberInView): readonly Remark[] {
    const registration = isRegistered ? "it is registered" : "it is not registered";
    const settling = isSettling(reading) ? " and not connected yet" : "";
    const words = `${describeNumber(reading)}, verification ${reading.codeVerificationStatus ?? "unknown"}`;
    const { storage } = facts;
    const place = storage?.kind === "read" ? `; ${describeStorage(storage.value)}` : "";
    const account = reading.wabaId === undefined ? "" : `; account ${reading.wabaId}`;
    const label = labelOf(reading);
    const name = label === "" ? "" : `; ${label}`;
    const cause = `${registration}${settling} (${words})${place}${account}${name}`;
    return [{ severity: "note", kind: "number", cause, registered: isRegistered }];
}
