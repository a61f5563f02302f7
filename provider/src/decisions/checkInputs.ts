import { isPropertyName, properties, propertyMeantBy, propertyNames } from "./properties";
import { isUnknown } from "./unknownValue";

/** One reason why inputs are refused, and the property to which it belongs. */
export interface InputFailure {
    /** The property as the program wrote it. */
    readonly property: string;
    /** What is wrong and what would be right. Never holds a PIN or a token. */
    readonly reason: string;
}

/** Inputs after validation. */
export interface CheckedInputs {
    /**
     * The inputs to continue with. Each is in its normal form, and absent ones are left out. Hidden
     * properties and unknown values stay as they came.
     */
    readonly inputs: Record<string, unknown>;
    /** All reasons against the inputs at once. Empty if the inputs are valid. */
    readonly failures: InputFailure[];
}

type Properties = Readonly<Record<string, unknown>>;

/**
 * Validates the inputs of one phone registration, without I/O.
 *
 * A value that Pulumi does not know yet passes. A missing PIN fails only in the inputs of a program:
 * `pulumi import --file` checks its inputs too, and there it is best to leave the PIN out.
 *
 * @param olds - the earlier inputs, if any. They tell drift that the program ignores from a
 * `registered: false` that the program wrote.
 */
export function checkInputs(news: Properties, olds: Properties = {}): CheckedInputs {
    const given = Object.entries(news).filter(([, value]) => value !== undefined && value !== null);
    const known = new Set(
        given.filter(([, value]) => !isUnknown(value)).map(([property]) => property),
    );
    const failures = [
        ...missingProperties(new Set(given.map(([property]) => property))),
        ...given.flatMap(([property, value]) => failureOf(property, value, olds)),
        ...exclusiveProperties(known),
    ];
    const inputs = Object.fromEntries(
        given.map(([property, value]) => [property, normalised(property, value)]),
    );
    return { inputs, failures };
}

function missingProperties(given: ReadonlySet<string>): InputFailure[] {
    return propertyNames.flatMap((property) => {
        const { missing } = properties[property];
        const isExempt = property === "pin" && !given.has("__urn");
        return missing === undefined || given.has(property) || isExempt
            ? []
            : [{ property, reason: missing }];
    });
}

function exclusiveProperties(given: ReadonlySet<string>): InputFailure[] {
    return propertyNames.flatMap((property) => {
        const { excludes } = properties[property];
        const isBoth = excludes !== undefined && given.has(property) && given.has(excludes.other);
        return isBoth ? [{ property, reason: excludes.reason }] : [];
    });
}

// A program does not set these properties. `check` adds them to make drift readable.
const driftProperties: readonly string[] = ["registered", "displayNameRegistered"];

function failureOf(property: string, value: unknown, olds: Properties): InputFailure[] {
    const reason = reasonAgainst(property, value, olds);
    return reason === undefined ? [] : [{ property, reason }];
}

function reasonAgainst(property: string, value: unknown, olds: Properties): string | undefined {
    // Pulumi keeps names with two underscores for itself and does not show them.
    if (property.startsWith("__")) return undefined;
    if (driftProperties.includes(property)) {
        return isUnknown(value) ? undefined : reasonAgainstDrift(property, value, olds);
    }
    if (!isPropertyName(property)) return reasonAgainstName(property);
    return isUnknown(value) ? undefined : properties[property].problem(value);
}

/** With `ignoreChanges`, the engine passes what a refresh found. Nobody else may set `false`. */
function reasonAgainstDrift(
    property: string,
    value: unknown,
    olds: Properties,
): string | undefined {
    if (typeof value !== "boolean") return `${property} must be true or false.`;
    if (property !== "registered" || value || olds[property] === false) return undefined;
    return (
        "registered is not an argument: a refresh sets it. To report a number that is no longer " +
        'registered, and leave it alone, give the resource the option ignoreChanges: ["registered"]. ' +
        "To deregister a number, take its resource out of the program."
    );
}

function reasonAgainstName(name: string): string {
    const meant = propertyMeantBy(name);
    const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
    const warning =
        meant === "tokenName" ? " It takes the name of a token, never the token itself." : "";
    return `This property does not exist.${hint}${warning} Allowed: ${propertyNames.join(", ")}.`;
}

function normalised(property: string, value: unknown): unknown {
    if (!isPropertyName(property) || isUnknown(value)) return value;
    return properties[property].normal?.(value) ?? value;
}
