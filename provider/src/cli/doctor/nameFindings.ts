import { isRegistered } from "../../decisions/registrationStatus";
import type { Finding } from "./Finding";
import type { NumberUnderExamination } from "./reachFindings";

// Without a name there is no certificate, and registering answers 2388001 (Meta's display name
// guide and error code page, read 2026-11-22).
const NAMES_WITHOUT_CERTIFICATE: ReadonlySet<string> = new Set(["DECLINED", "NONE"]);

/** What is to be said of the display name. */
export function nameFindings({ subject, reading }: NumberUnderExamination): readonly Finding[] {
    const { nameStatus, newNameStatus } = reading;
    const registered = isRegistered(reading);
    if (newNameStatus === "APPROVED" && registered) {
        return [
            {
                severity: "warning",
                kind: "nameWaits",
                subject,
                cause: "an approved display name waits: the number must be registered again within 14 days of the approval",
                nextStep: 'Run "pulumi up --refresh", which costs one of ten requests',
            },
        ];
    }
    if (registered || nameStatus === undefined || !NAMES_WITHOUT_CERTIFICATE.has(nameStatus)) {
        return [];
    }
    const cause = `its display name reads ${nameStatus}, without which Meta makes no certificate to register with`;
    const nextStep = "Ask for another display name in WhatsApp Manager";
    return [{ severity: "problem", kind: "nameDeclined", subject, cause, nextStep }];
}
