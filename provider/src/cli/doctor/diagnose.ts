import { graphVersionEnds, graphVersionLifetime } from "../../configuration/graphVersionLifetime";
import { accountFindings } from "./accountFindings";
import { type DoctorFacts, endsTheExamination } from "./examine";
import { type Finding, findingsOn, type Remark } from "./Finding";
import { numberFindings } from "./numberFindings";
import { tokenFindings } from "./tokenFindings";

const ORDER: readonly Finding["severity"][] = ["problem", "warning", "note"];

/**
 * Says what is wrong, from what was read. Pure. The worst comes first. Equal findings are in the
 * order in which one may cause another: token, version, regions, accounts, numbers.
 */
export function diagnose(facts: DoctorFacts): readonly Finding[] {
    const { token, accounts, numbers, now, hasBackup } = facts;
    const inspection =
        token.kind === "present" && token.inspection.kind === "read"
            ? token.inspection.value
            : undefined;
    const context = { now, hasBackup, accountsOfToken: inspection?.wabaIds ?? [] };
    const findings = [
        ...tokenFindings(token, now),
        ...findingsOn(`Graph API ${facts.graphApiVersion}`, [versionRemark(facts)]),
        ...noNumbers(facts),
        ...recipeFindings(facts),
        ...accountFindings(accounts, inspection?.appId),
        ...numbers.flatMap((number) => numberFindings(number, context)),
    ];
    return worstFirst(findings);
}

/** The same findings, the worst first. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
    return ORDER.flatMap((severity) => findings.filter((one) => one.severity === severity));
}

function noNumbers({ token, accounts, numbers }: DoctorFacts): readonly Finding[] {
    if (endsTheExamination(token) || accounts.length > 0 || numbers.length > 0) return [];
    return [
        {
            severity: "warning",
            kind: "nothingExamined",
            subject: "access token",
            cause: "Meta names no account that it reaches, so no number was checked",
            nextStep: "Name accounts with --waba or numbers with --number",
        },
    ];
}

const NEWER_VERSION =
    "Set whatsapp:graphApiVersion to a newer version in the stack's config, and --graph-api-version here";

function versionRemark({ graphApiVersion, now }: DoctorFacts): Remark {
    const lifetime = graphVersionLifetime(graphApiVersion, now);
    const nextStep = NEWER_VERSION;
    switch (lifetime.kind) {
        case "ended": {
            const cause = `it ended on ${lifetime.endsAt}, and Meta answers by the rules of a later one`;
            return { severity: "problem", kind: "versionEnded", cause, nextStep };
        }
        case "endsSoon": {
            const cause = `it ends on ${lifetime.endsAt}`;
            return { severity: "warning", kind: "versionEndsSoon", cause, nextStep };
        }
        case "unknown": {
            const cause = "it is newer than this package, which knows nothing of its rules";
            return { severity: "note", kind: "versionUnknown", cause };
        }
        case "alive": {
            const end = graphVersionEnds[graphApiVersion] ?? "a day that Meta has not named";
            return { severity: "note", kind: "version", cause: `it is served until ${end}` };
        }
    }
}

// From here on Meta refuses a region in the body of a registration with code 12 (changelog entry
// of 2 October 2024, read 2026-11-22).
const SETTINGS_SINCE_MAJOR = 21;

/**
 * Which way a region can be written, by the first number whose settings were asked for. That costs
 * nothing; only a registration would tell for certain whether Meta takes a region in its body.
 */
function recipeFindings(facts: DoctorFacts): readonly Finding[] {
    const readings = facts.numbers.map(({ storage }) => storage);
    const reading = readings.find((one) => one?.kind === "read");
    if (reading?.kind !== "read") return [];
    const isAnswered = reading.value.kind === "answered";
    const remark = isAnswered ? withSettings(facts) : withoutSettings(facts);
    return [{ subject: "storage regions", ...remark }];
}

function withSettings(facts: DoctorFacts): Omit<Finding, "subject"> {
    const recipe = facts.localStorageRecipe === "register" ? "register" : "settings";
    if (recipe === "settings" || !isRefusedInBody(facts)) {
        const cause = `they are written with the recipe "${recipe}"`;
        return { severity: "note", kind: "recipe", cause };
    }
    return {
        severity: "problem",
        kind: "recipeRefused",
        cause: `the recipe "register" puts a region into the registration, which Meta refuses from v21.0 on (code 12), and ${facts.graphApiVersion} is asked`,
        nextStep: 'Leave whatsapp:localStorageRecipe out, or set it to "settings"',
    };
}

function withoutSettings(facts: DoctorFacts): Omit<Finding, "subject"> {
    if (facts.localStorageRecipe === "settings") {
        return {
            severity: "problem",
            kind: "recipeRefused",
            cause: 'the recipe "settings" needs storage settings, which this Graph API does not have',
            nextStep: "Leave whatsapp:localStorageRecipe out, or look at --graph-url",
        };
    }
    if (!isRefusedInBody(facts)) {
        return { severity: "note", kind: "recipe", cause: 'the recipe is "register"' };
    }
    return {
        severity: "warning",
        kind: "recipeDoubtful",
        cause: `this Graph API has no storage settings, and a region in the registration is refused from v21.0 on (code 12) by Meta's changelog, while its registration guide still shows it`,
        nextStep: "Declare a region only where you can spare a registration to try it",
    };
}

function isRefusedInBody({ graphApiVersion }: DoctorFacts): boolean {
    const major = Number(/^v(\d+)/.exec(graphApiVersion)?.[1]);
    return major >= SETTINGS_SINCE_MAJOR;
}
