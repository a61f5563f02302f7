import { type KnownName, waitingName } from "../../decisions/displayName";
import { isRegistered } from "../../decisions/registrationStatus";
import type { Finding } from "./Finding";
import type { NumberUnderExamination } from "./reachFindings";

// Without a name there is no certificate, and registering answers 2388001 (Meta's display name
// guide and error code page, read 2026-11-22).
const NAMES_WITHOUT_CERTIFICATE: ReadonlySet<string> = new Set(["DECLINED", "NONE"]);

const GOOD_NAMES: ReadonlySet<string> = new Set(["APPROVED", "AVAILABLE_WITHOUT_REVIEW"]);

/** What is to be said of the display name. */
export function nameFindings(
    { subject, reading, now }: NumberUnderExamination,
    known: KnownName = {},
): readonly Finding[] {
    const { nameStatus } = reading;
    const { displayNameRegistered, registerDisplayNameBy } = waitingName(reading, known, now);
    if (displayNameRegistered === false) {
        const isSeen = known.registerDisplayNameBy !== undefined;
        const doubt = isSeen ? "" : " if it came just now; --state tells since when it waits";
        const cause = `an approved display name waits: the number must be registered again within 14 days of the approval, by ${registerDisplayNameBy ?? "then"}${doubt}`;
        const nextStep = 'Run "pulumi up --refresh", which costs one of ten requests';
        return [{ severity: "warning", kind: "nameWaits", subject, cause, nextStep }];
    }
    if (isRegistered(reading) || nameStatus === undefined || GOOD_NAMES.has(nameStatus)) return [];
    if (NAMES_WITHOUT_CERTIFICATE.has(nameStatus)) {
        const cause = `its display name reads ${nameStatus}, without which Meta makes no certificate to register with`;
        const nextStep = "Ask for another display name in WhatsApp Manager";
        return [{ severity: "problem", kind: "nameDeclined", subject, cause, nextStep }];
    }
    const cause = `its display name is not approved (${nameStatus}), and Meta may refuse the registration with 2388001`;
    const nextStep = "Wait for the review in WhatsApp Manager, or ask for another name there";
    return [{ severity: "warning", kind: "nameNotApproved", subject, cause, nextStep }];
}
