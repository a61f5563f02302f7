import { accountFindings } from "./accountFindings";
import { jointCapFindings } from "./capFindings";
import { type DoctorFacts, endsTheExamination } from "./examine";
import type { Finding, Severity } from "./Finding";
import { numberFindings } from "./numberFindings";
import { recipeFindings } from "./recipeFindings";
import { tokenFindings } from "./tokenFindings";
import { versionFindings } from "./versionFindings";

const ORDER: readonly Severity[] = ["problem", "warning", "note"];

/**
 * Says what is wrong, from what was read. Pure. The worst comes first, and of several things the
 * one that the others may follow from: token, version, regions, accounts, numbers.
 */
export function diagnose(facts: DoctorFacts): readonly Finding[] {
    const { token, accounts, numbers, now } = facts;
    const inspection =
        token.kind === "present" && token.inspection.kind === "read"
            ? token.inspection.value
            : undefined;
    const context = { token: inspection, now, hasBackup: facts.hasBackup };
    const findings = [
        ...tokenFindings(token, now),
        ...versionFindings(facts),
        ...(endsTheExamination(token) ? [] : noNumbers(facts)),
        ...recipeFindings(facts),
        ...accounts.flatMap((account) => accountFindings(account, inspection?.appId)),
        ...jointCapFindings(accounts),
        ...numbers.flatMap((number) => numberFindings(number, context)),
    ];
    return ORDER.flatMap((severity) => findings.filter((one) => one.severity === severity));
}

function noNumbers({ accounts, numbers }: DoctorFacts): readonly Finding[] {
    if (accounts.length > 0 || numbers.length > 0) return [];
    return [
        {
            severity: "warning",
            kind: "nothingExamined",
            subject: "access token",
            cause: "Meta names no account that it reaches, so that no number was looked at",
            nextStep: "Name accounts with --waba or numbers with --number",
        },
    ];
}
