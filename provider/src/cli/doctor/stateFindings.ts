import { isRegistered, isSettling, outOfReach } from "../../decisions/registrationStatus";
import type { StorageReading } from "../../graph/settings";
import { describeNumber, describeStorage } from "../../lifecycle/describeReading";
import { labelOf } from "../accountNumbers";
import type { Finding } from "./Finding";
import type { NumberUnderExamination } from "./reachFindings";
import type { Reading } from "./examine";

// Meta's words for a registered number in trouble (phone number reference, read 2026-11-22).
const TROUBLED: ReadonlySet<string> = new Set(["FLAGGED", "RESTRICTED", "RATE_LIMITED"]);

/** How the number is: registered or not, where its data is, and what will have to be done when. */
export function stateFindings(
    about: NumberUnderExamination,
    storage: Reading<StorageReading> | undefined,
): readonly Finding[] {
    const { subject, reading } = about;
    const state = `${describeNumber(reading)}, verification ${reading.codeVerificationStatus ?? "unknown"}`;
    const place = storage?.kind === "read" ? `; ${describeStorage(storage.value)}` : "";
    const account = reading.wabaId === undefined ? "" : `; account ${reading.wabaId}`;
    const label = labelOf(reading);
    const name = label === "" ? "" : `; ${label}`;
    const cause = `${registrationOf(about)} (${state})${place}${account}${name}`;
    return [
        ...trouble(about),
        ...pinNote(about),
        { severity: "note", kind: "number", subject, cause, registered: isRegistered(reading) },
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

function pinNote({ subject, reading }: NumberUnderExamination): readonly Finding[] {
    if (reading.isPinEnabled !== false) return [];
    const reach = outOfReach(reading);
    if (reach !== undefined && reach !== "onPremises") return [];
    const cause = "two-step verification is off: the declared PIN becomes its PIN";
    return [{ severity: "note", kind: "noPin", subject, cause }];
}
