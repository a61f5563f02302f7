import { createRequire } from "node:module";

import type { ErrorObject, ValidateFunction } from "ajv";

import { isPropertyName, properties, propertyMeantBy } from "../decisions/properties";
import { quoted } from "./located";
import type { FileProblem, Place } from "./NumbersFileError";

/** What ajv made from the published schema; two folders up, compiled or not. */
const validate = createRequire(__filename)("../../numbers/numbersValidator.js") as ValidateFunction;

/**
 * Checks a value against the shape of the published schema. The resource's own rules check the
 * values of its properties.
 */
export function schemaProblems(value: unknown): readonly FileProblem[] {
    if (validate(value)) return [];
    const problems = (validate.errors ?? []).flatMap(problemOf);
    // One value can break several rules of a schema; each place is reported once.
    return problems.filter(
        ({ place }, index) => problems.findIndex((one) => isSame(one.place, place)) === index,
    );
}

/** The properties that a part of the schema has. */
function namesIn(schema: ErrorObject["parentSchema"]): readonly string[] {
    return Object.keys((schema?.["properties"] ?? {}) as object).filter(
        (name) => name !== "$schema",
    );
}

function isSame(one: Place, other: Place): boolean {
    return one.join("/") === other.join("/");
}

function problemOf(error: ErrorObject): readonly FileProblem[] {
    const place = placeOf(error.instancePath);
    const named = error.params as Readonly<Record<string, unknown>>;
    if (error.keyword === "propertyNames") {
        return [{ place: [...place, String(named["propertyName"])], reason: RIGHT["customer"] }];
    }
    // What is wrong with the name itself was told with that.
    if (error.propertyName !== undefined) return [];
    if (place.length > ENTRY_DEPTH) return valueProblem(place);
    if (error.keyword === "required") {
        const name = String(named["missingProperty"]);
        return [{ place: [...place, name], reason: missing(name) }];
    }
    if (error.keyword === "additionalProperties") {
        const name = String(named["additionalProperty"]);
        const allowed = namesIn(error.parentSchema);
        return [{ place: [...place, name], reason: unknownProperty(name, allowed) }];
    }
    return [{ place, reason: RIGHT[partOf(place)] }];
}

/** What is wrong with the value of a property; of alternatives, what is wrong with the whole. */
function valueProblem(place: Place): readonly FileProblem[] {
    const whole = place.slice(0, ENTRY_DEPTH + 1);
    const property = String(whole.at(-1));
    if (isPropertyName(property)) return [];
    return [{ place: whole, reason: RIGHT[property as Part] }];
}

/** The part of a file that is no property of an entry. */
function partOf(place: Place): Part {
    const [list = "file"] = place;
    if (place.length < ENTRY_DEPTH) return list as Part;
    return list === "numbers" ? "entry" : "defaults";
}

function placeOf(pointer: string): Place {
    return pointer
        .split("/")
        .slice(1)
        .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
        .map((part, index, all) =>
            index === 1 && all[0] === "numbers" && /^\d+$/.test(part) ? Number(part) : part,
        );
}

// `numbers` and a position, or `customers` and a name; what comes next is a property.
const ENTRY_DEPTH = 2;

const NO_PIN =
    "This file never holds a PIN. Say where it is: pinFrom: config, environment or generated.";

/** What is right, by the property of an entry or the part of the file. */
const RIGHT = {
    file: "The file must have numbers, a list with an entry for each number.",
    customers: "customers must hold the defaults of each customer under the customer's name.",
    defaults: `The defaults of a customer are properties: tokenName, wabaId, dataLocalizationRegion, noStorage, pinFrom or protect.`,
    numbers:
        'numbers must be a list with an entry for each number: lines that begin with "- name:".',
    entry: "An entry must have properties: a name, a phoneNumberId, and what differs from its customer.",
    $schema: "$schema must be the path of the schema, a string.",
    name: 'name must begin with a letter and hold up to 100 letters, digits, "_", "." and "-".',
    customer:
        'The name of a customer must begin with a letter and hold up to 64 letters, digits, "_" and "-".',
    stack: 'stack must begin with a letter and hold up to 64 letters, digits, "_" and "-".',
    pinFrom: `pinFrom must be config, environment, generated, { config: <key> } or { environment: <variable> }; for a customer one of the words. ${NO_PIN}`,
    protect: "protect must be true or false.",
} as const;

type Part = keyof typeof RIGHT;

function missing(name: string): string {
    if (name === "numbers") return RIGHT.file;
    const reason = isPropertyName(name) ? properties[name].missing : undefined;
    return reason ?? `${name} is missing. ${RIGHT[name as Part]}`;
}

/** Refuses a property, and names those that the schema has in its place. */
function unknownProperty(name: string, allowed: readonly string[]): string {
    const meant = propertyMeantBy(name);
    if (meant === "pin") return NO_PIN;
    const hint = meant !== undefined && allowed.includes(meant) ? ` Did you mean ${meant}?` : "";
    return `There is no property ${quoted(name)} here.${hint} Allowed: ${allowed.join(", ")}.`;
}
