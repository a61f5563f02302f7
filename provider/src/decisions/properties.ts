import type { RegistrationInputs } from "./RegistrationState";
import { idProblem, phoneNumberIdProblem, pinProblem, tokenNameProblem } from "./propertyProblems";
import { regionFrom } from "./regions";
import { noStorageProblem, retentionOf } from "./storage";
import { isUnknown } from "./unknownValue";

/** What a program may declare of a registration. */
export type PropertyName = Exclude<
    keyof RegistrationInputs,
    "registered" | "displayNameRegistered" | "__urn" | "__provider"
>;

/**
 * What another value does to a number that is there.
 *
 * - `replace`: the number is deregistered and registered.
 * - `inPlace`: it is written, without a registration.
 * - `noted`: it is stored, and nothing is sent.
 * - `none`: it is no change, as it serves one registration only.
 */
export type ChangeKind = "replace" | "inPlace" | "noted" | "none";

/** One property: how it is checked, stored, compared and hidden. */
export interface Property {
    /** Why a value is wrong, and what would be right; never repeats a secret. */
    readonly problem: (value: unknown) => string | undefined;
    /** What to say where it is missing; absent for a property that may be. */
    readonly missing?: string;
    readonly change: ChangeKind;
    /** Encrypted in state, whatever the program does. */
    readonly isSecret: boolean;
    /** Its normal form: what is stored. Default: as given. */
    readonly normal?: (value: unknown) => unknown;
    /** What is compared. Default: the value. */
    readonly comparable?: (value: unknown) => unknown;
    /** An absent one means "as Meta tells it", and is no change. */
    readonly isOptionalToCompare?: boolean;
    /** Excludes this other property. */
    readonly excludes?: { readonly other: PropertyName; readonly reason: string };
    /** Names that people bring along from Meta's pages and other tools, reduced to their letters. */
    readonly otherNames: readonly string[];
}

/**
 * Every property that a program may set, in the order of the documentation. A new one is a row
 * here, a docstring at the arguments, and its wire form in `graph/`.
 */
export const properties: Readonly<Record<PropertyName, Property>> = {
    phoneNumberId: {
        problem: phoneNumberIdProblem,
        missing:
            'phoneNumberId is missing. Set it to Meta\'s id of the number, a string of digits such as "106540352242922".',
        change: "replace",
        isSecret: false,
        otherNames: ["id", "phoneid", "phone", "phonenumber", "number"],
    },
    pin: {
        problem: pinProblem,
        missing:
            "pin is missing. Set it to the number's two-step verification PIN, or to six digits of your choice where it has none yet.",
        change: "inPlace",
        isSecret: true,
        otherNames: ["twostepverificationpin", "twosteppin", "pincode"],
    },
    dataLocalizationRegion: {
        problem: (value) => {
            const reading = regionFrom(value);
            return reading.kind === "problem" ? reading.reason : undefined;
        },
        change: "replace",
        isSecret: false,
        normal: (value) => {
            const reading = regionFrom(value);
            return reading.kind === "region" ? reading.region : value;
        },
        otherNames: ["region", "storageregion", "localstorageregion", "datalocalization"],
    },
    noStorage: {
        problem: noStorageProblem,
        change: "replace",
        isSecret: false,
        comparable: retentionOf,
        excludes: {
            other: "dataLocalizationRegion",
            reason: "noStorage and dataLocalizationRegion exclude each other: data rests either nowhere or in a region. Remove one of them.",
        },
        otherNames: ["nostorageenabled", "retentionminutes", "metastoreretentionminutes"],
    },
    backup: {
        problem: backupProblem,
        change: "none",
        isSecret: true,
        otherNames: ["backupdata", "backuppassword"],
    },
    wabaId: {
        problem: (value) => idProblem("wabaId", value),
        change: "noted",
        isSecret: false,
        isOptionalToCompare: true,
        otherNames: ["accountid", "businessaccountid", "whatsappbusinessaccountid"],
    },
    tokenName: {
        problem: tokenNameProblem,
        change: "noted",
        isSecret: false,
        otherNames: ["token", "accesstoken", "accesstokenname"],
    },
};

/** The names of all properties, in the order of the documentation. */
export const propertyNames = Object.keys(properties) as readonly PropertyName[];

/** Says whether a property exists. */
export function isPropertyName(name: string): name is PropertyName {
    return Object.hasOwn(properties, name);
}

/** Says whether another value is a change. */
export function isChanged(
    name: PropertyName,
    olds: Readonly<Partial<Record<PropertyName, unknown>>>,
    news: Readonly<Partial<Record<PropertyName, unknown>>>,
): boolean {
    const { comparable = (value: unknown) => value, isOptionalToCompare } = properties[name];
    if (isOptionalToCompare === true && news[name] === undefined) return false;
    return comparable(olds[name]) !== comparable(news[name]);
}

const rightBackup =
    "backup must be { data, password }, two strings from the backup of the On-Premises client";

/** Why a value is no backup, or undefined where it is one. The value itself is never repeated. */
function backupProblem(value: unknown): string | undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return `${rightBackup}.`;
    }
    const backup = value as Readonly<Record<string, unknown>>;
    const names = Object.keys(backup);
    if (names.some((name) => name !== "data" && name !== "password")) {
        return `${rightBackup}, and nothing else.`;
    }
    const missing = ["data", "password"].filter((name) => !isText(backup[name]));
    return missing.length === 0
        ? undefined
        : `${rightBackup}: ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} missing or empty.`;
}

function isText(value: unknown): boolean {
    return isUnknown(value) || (typeof value === "string" && value !== "");
}

// Two letters wrong, missing or too many are a slip of the hand; with more, short names would
// match anything.
const maximumSlips = 2;
// A guess is for what somebody typed; nobody types names this long, and comparing costs the square
// of the length.
const longestTypedName = 64;

/** The property that a wrong name probably means, or undefined when there is no good guess. */
export function propertyMeantBy(name: string): PropertyName | undefined {
    if (name.length > longestTypedName) return undefined;
    const letters = lettersOf(name);
    return (
        propertyNames.find((property) => lettersOf(property) === letters) ??
        propertyNames.find((property) => properties[property].otherNames.includes(letters)) ??
        propertyNames.find((property) => isSlipOf(property, letters))
    );
}

function lettersOf(name: string): string {
    return name.replace(/[^A-Za-z]/g, "").toLowerCase();
}

function isSlipOf(property: string, letters: string): boolean {
    const allowed = property.length < 6 ? 1 : maximumSlips;
    return editsBetween(property.toLowerCase(), letters) <= allowed;
}

/** How many letters must be changed, added or taken away to make one text from the other. */
function editsBetween(from: string, to: string): number {
    let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (const [row, letter] of Array.from(from).entries()) {
        const current = [row + 1];
        for (const [column, other] of Array.from(to).entries()) {
            const changed = (previous[column] ?? 0) + (letter === other ? 0 : 1);
            const added = (current[column] ?? 0) + 1;
            const removed = (previous[column + 1] ?? 0) + 1;
            current.push(Math.min(changed, added, removed));
        }
        previous = current;
    }
    return previous[to.length] ?? 0;
}
