import type { DoctorFacts } from "./examine";
import type { Finding } from "./Finding";

const subject = "storage regions";

// From here on Meta refuses a region in the body of a registration with code 12 (changelog entry
// of 2 October 2024, read 2026-11-22).
const SETTINGS_SINCE_MAJOR = 21;

/**
 * Which way a region can be written, by the first number whose settings were asked for. That costs
 * nothing; only a registration would tell for certain whether Meta takes a region in its body.
 */
export function recipeFindings(facts: DoctorFacts): readonly Finding[] {
    const readings = facts.numbers.map(({ storage }) => storage);
    const reading = readings.find((one) => one?.kind === "read");
    if (reading?.kind !== "read") return [];
    const isAnswered = reading.value.kind === "answered";
    const finding = isAnswered ? withSettings(facts) : withoutSettings(facts);
    return [{ subject, ...finding }];
}

function withSettings(facts: DoctorFacts): Omit<Finding, "subject"> {
    if (facts.localStorageRecipe === "register" && isRefusedInBody(facts)) {
        return {
            severity: "problem",
            kind: "recipeRefused",
            cause: `the recipe "register" puts a region into the registration, which Meta refuses from v21.0 on (code 12), and ${facts.graphApiVersion} is asked`,
            nextStep: 'Leave whatsapp:localStorageRecipe out, or set it to "settings"',
        };
    }
    const recipe = facts.localStorageRecipe === "register" ? "register" : "settings";
    const cause = `they are written with the recipe "${recipe}"`;
    return { severity: "note", kind: "recipe", cause };
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
