import { backupProblem } from "./backup";
import { noStorageProblem } from "./noStorage";
import { idProblem, phoneNumberIdProblem } from "./phoneNumberId";
import { pinProblem } from "./pin";
import { inputProperties, propertyMeantBy } from "./propertyHint";
import { regionFrom } from "./regions";
import { tokenNameProblem } from "./tokenName";
import { isUnknown } from "./unknownValue";

/** One reason why inputs are refused, on the property it belongs to. */
export interface InputFailure {
    /** The property as the program wrote it. */
    readonly property: string;
    /** What is wrong and what would be right; never a PIN, never a token. */
    readonly reason: string;
}

/** Inputs after validation. */
export interface CheckedInputs {
    /**
     * The inputs to go on with: the region in capitals, absent ones left out, the hidden ones and
     * unknown values as they came.
     */
    readonly inputs: Record<string, unknown>;
    /** All reasons against the inputs at once; empty when they are good. */
    readonly failures: InputFailure[];
}

/**
 * Validates the inputs of one phone registration, without I/O.
 *
 * A value that Pulumi does not know yet passes. A missing PIN fails only in inputs that a program
 * made: `pulumi import --file` checks its inputs too, and there the PIN is best left out.
 */
export function checkInputs(news: Readonly<Record<string, unknown>>): CheckedInputs {
    const given = Object.entries(news).filter(([, value]) => value !== undefined && value !== null);
    const failures = [
        ...missingProperties(new Set(given.map(([property]) => property))),
        ...given.flatMap(([property, value]) => failureOf(property, value)),
        ...exclusiveProperties(
            new Set(given.filter(([, value]) => !isUnknown(value)).map(([property]) => property)),
        ),
    ];
    const inputs = Object.fromEntries(
        given.map(([property, value]) => [property, normalised(property, value)]),
    );
    return { inputs, failures };
}

function missingProperties(given: ReadonlySet<string>): InputFailure[] {
    const failures: InputFailure[] = [];
    if (!given.has("phoneNumberId")) {
        failures.push({
            property: "phoneNumberId",
            reason: 'phoneNumberId is missing. Set it to Meta\'s id of the number, a string of digits such as "106540352242922".',
        });
    }
    if (!given.has("pin") && given.has("__urn")) {
        failures.push({
            property: "pin",
            reason: "pin is missing. Set it to the number's two-step verification PIN, or to six digits of your choice where it has none yet.",
        });
    }
    return failures;
}

function exclusiveProperties(given: ReadonlySet<string>): InputFailure[] {
    if (!given.has("noStorage") || !given.has("dataLocalizationRegion")) return [];
    const reason =
        "noStorage and dataLocalizationRegion exclude each other: data rests either nowhere or in a region. Remove one of them.";
    return [{ property: "noStorage", reason }];
}

function failureOf(property: string, value: unknown): InputFailure[] {
    const isExempt = isHidden(property) || (isUnknown(value) && isVisible(property));
    const reason = isExempt ? undefined : reasonAgainst(property, value);
    return reason === undefined ? [] : [{ property, reason }];
}

function reasonAgainst(property: string, value: unknown): string | undefined {
    switch (property) {
        case "phoneNumberId":
            return phoneNumberIdProblem(value);
        case "pin":
            return pinProblem(value);
        case "dataLocalizationRegion": {
            const reading = regionFrom(value);
            return reading.kind === "problem" ? reading.reason : undefined;
        }
        case "noStorage":
            return noStorageProblem(value);
        case "backup":
            return backupProblem(value);
        case "wabaId":
            return idProblem("wabaId", value);
        case "tokenName":
            return tokenNameProblem(value);
        case "registered":
        case "displayNameRegistered":
            return typeof value === "boolean" ? undefined : `${property} must be true or false.`;
        default:
            return reasonAgainstName(property);
    }
}

function reasonAgainstName(name: string): string {
    const meant = propertyMeantBy(name);
    const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
    const warning =
        meant === "tokenName" ? " It takes the name of a token, never the token itself." : "";
    return `This property does not exist.${hint}${warning} Allowed: ${inputProperties.join(", ")}.`;
}

// Pulumi keeps names with two underscores for itself and does not show them.
function isHidden(property: string): boolean {
    return property.startsWith("__");
}

// These are no properties of a program: check adds them, which makes drift readable.
const driftProperties: readonly string[] = ["registered", "displayNameRegistered"];

function isVisible(property: string): boolean {
    return driftProperties.includes(property) || inputProperties.includes(property);
}

function normalised(property: string, value: unknown): unknown {
    if (property !== "dataLocalizationRegion" || isUnknown(value)) {
        return value;
    }
    const reading = regionFrom(value);
    return reading.kind === "region" ? reading.region : value;
}
