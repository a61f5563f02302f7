import { isRegistered, isSettling, outOfReach } from "../../decisions/registrationStatus";
import type { StorageReading } from "../../graph/settings";
import { describeNumber, describeStorage } from "../../lifecycle/describeReading";
import type { Finding } from "./Finding";
import type { NumberUnderExamination } from "./reachFindings";
import type { Reading } from "./Reading";

// Meta's words for a registered number in trouble (phone number reference, read 2026-11-22).
const TROUBLED: ReadonlySet<string> = new Set(["FLAGGED", "RESTRICTED", "RATE_LIMITED"]);

// A number of Embedded Signup must be registered within this time, or the sign-up is repeated
// (Meta's page on managing phone numbers, read 2026-11-22).
const SIGN_UP_MS = 14 * 24 * 60 * 60 * 1000;

/** How the number is: registered or not, where its data is, and what will have to be done when. */
export function stateFindings(
    about: NumberUnderExamination,
    storage: Reading<StorageReading> | undefined,
): readonly Finding[] {
    const { subject, reading } = about;
    const state = `${describeNumber(reading)}, verification ${reading.codeVerificationStatus ?? "unknown"}`;
    const place = storage?.kind === "read" ? `; ${describeStorage(storage.value)}` : "";
    const account = reading.wabaId === undefined ? "" : `; account ${reading.wabaId}`;
    const cause = `${registrationOf(about)} (${state})${place}${account}`;
    return [
        ...trouble(about),
        ...signUpDeadline(about),
        ...pinNote(about),
        { severity: "note", kind: "number", subject, cause },
    ];
}

function registrationOf({ reading }: NumberUnderExamination): string {
    if (isSettling(reading)) return "it is registered and not connected yet";
    return isRegistered(reading) ? "it is registered" : "it is not registered";
}

function trouble({ subject, reading }: NumberUnderExamination): readonly Finding[] {
    const { status = "" } = reading;
    if (!TROUBLED.has(status)) return [];
    const cause = `Meta has put it into status ${status}; registering again would not help`;
    const nextStep = "See in WhatsApp Manager what Meta asks for";
    return [{ severity: "warning", kind: "troubled", subject, cause, nextStep }];
}

function signUpDeadline({ subject, reading, now }: NumberUnderExamination): readonly Finding[] {
    const { lastOnboardedTime, status } = reading;
    // Meta writes the zone without a colon, which Date.parse understands all the same.
    const endsMs = Date.parse(lastOnboardedTime ?? "") + SIGN_UP_MS;
    const isNew = status === "PENDING" && !isRegistered(reading);
    if (!isNew || Number.isNaN(endsMs) || endsMs < now.getTime()) return [];
    const cause = `if it came by Embedded Signup, it must be registered by ${new Date(endsMs).toISOString()}`;
    const nextStep = 'Declare it and run "pulumi up" before then';
    return [{ severity: "warning", kind: "signUpDeadline", subject, cause, nextStep }];
}

function pinNote({ subject, reading }: NumberUnderExamination): readonly Finding[] {
    if (reading.isPinEnabled !== false || outOfReach(reading) !== undefined) return [];
    const cause = "two-step verification is off: the declared PIN becomes its PIN";
    return [{ severity: "note", kind: "noPin", subject, cause }];
}
