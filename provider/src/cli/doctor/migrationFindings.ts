import { outOfReach } from "../../decisions/registrationStatus";
import type { Finding } from "./Finding";
import type { NumberUnderExamination } from "./reachFindings";

// Facts of a migration: Meta's guide on migrating from On-Premises to Cloud API, read 2026-11-22.
const STEPS = "docs/migration.md has the steps in their order";

/**
 * What has to be known before a number leaves the On-Premises API, as far as it can be read. What
 * holds for every registration (ownership, name, budget, token, webhooks) is found elsewhere.
 *
 * @param hasBackup - a backup is declared, so that being On-Premises stops nothing.
 */
export function migrationFindings(
    about: NumberUnderExamination,
    hasBackup: boolean,
): readonly Finding[] {
    if (outOfReach(about.reading) !== "onPremises") return [];
    return [place(about, hasBackup), ...pinFindings(about), cutover(about), region(about)];
}

function place({ subject }: NumberUnderExamination, hasBackup: boolean): Finding {
    const kind = "onPremises";
    if (hasBackup) {
        const cause = "it is on the On-Premises API, and the declared backup migrates it";
        return { severity: "note", kind, subject, cause };
    }
    const cause =
        "it is on the On-Premises API, so that registering it here takes a backup from there";
    const nextStep = `Make one with the On-Premises backup call, declare its data and password as \`backup\`, and look again with --with-backup; ${STEPS}`;
    return { severity: "problem", kind, subject, cause, nextStep };
}

function pinFindings({ subject, reading }: NumberUnderExamination): readonly Finding[] {
    if (reading.isPinEnabled === false) return [];
    const state = reading.isPinEnabled === true ? "is on" : "may be on";
    const cause = `its two-step verification ${state}: a registration with a wrong PIN fails and takes it down on the On-Premises API, too`;
    const nextStep = `Declare the PIN that it has there; where nobody knows it for certain, set a new one at the On-Premises client before; ${STEPS}`;
    return [{ severity: "warning", kind: "migrationPin", subject, cause, nextStep }];
}

function cutover({ subject }: NumberUnderExamination): Finding {
    const cause =
        "the registration, which may take 15 seconds, disconnects it from the On-Premises API: from then on messages and webhooks go through Cloud API alone";
    const nextStep = `Have your programs ready for Cloud API before; ${STEPS}`;
    return { severity: "note", kind: "migrationCutover", subject, cause, nextStep };
}

function region({ subject }: NumberUnderExamination): Finding {
    const cause = "a declared region is written into its storage settings before the registration";
    return { severity: "note", kind: "migrationRegion", subject, cause };
}
