const sixDigits = /^[0-9]{6}$/;

/**
 * What is wrong with a two-step verification PIN, or undefined when nothing is.
 *
 * The text never repeats the value. Very simple PINs such as 111111 pass: Meta accepts them for some
 * numbers and not for others.
 */
export function pinProblem(value: unknown): string | undefined {
    if (typeof value === "number") {
        return "pin is a number, and a number loses its leading zeros. Write the six digits in quotes.";
    }
    if (typeof value !== "string") {
        return "pin must be a string: six digits in quotes.";
    }
    return sixDigits.test(value) ? undefined : pinShapeProblem(value);
}

function pinShapeProblem(value: string): string {
    if (/^[0-9]*$/.test(value)) {
        return `pin has ${value.length} digits, and Meta's PINs have exactly six.`;
    }
    if (/\s/u.test(value)) {
        return "pin holds a space or a line break. Give the six digits and nothing else.";
    }
    if (/\p{Nd}/u.test(value.replace(/[0-9]/g, ""))) {
        return "pin holds digits other than the ASCII ones, such as full-width digits. Type the six digits as 0-9.";
    }
    return "pin must be six digits 0-9 and nothing else.";
}

// Meta's ids are decimal numbers without leading zeros. The longest known ids have 17 digits. A limit
// of 32 leaves room, and keeps pasted text out of the path of a request.
const decimalId = /^[1-9][0-9]{0,31}$/;

// Only a phone number looks like this: a plus sign or 00 at the beginning, or digits in groups.
const phoneNumberShape = /^\s*(\+|00)[0-9\s().\-/]+$|^\s*\(?[0-9]+[)\s.\-/]+[0-9][0-9\s().\-/]*$/;

const whereToFind =
    "Find it in WhatsApp Manager under Phone numbers, in the App Dashboard under WhatsApp > API Setup, or with `npx pulumi-whatsapp numbers`.";

/**
 * What is wrong with a phone number id, or undefined when nothing is.
 *
 * The text never repeats the value: it could be a PIN in the wrong property.
 */
export function phoneNumberIdProblem(value: unknown): string | undefined {
    const problem = idProblem("phoneNumberId", value);
    if (problem === undefined) {
        return undefined;
    }
    if (typeof value === "string" && phoneNumberShape.test(value)) {
        return `phoneNumberId looks like a phone number. Set it to Meta's id of the number: digits only, such as "106540352242922". This is not the number that people dial. ${whereToFind}`;
    }
    return `${problem} ${whereToFind}`;
}

/** What is wrong with one of Meta's ids in the named property, or undefined if it is valid. */
export function idProblem(property: string, value: unknown): string | undefined {
    if (typeof value === "number") {
        return `${property} is a number, and ids this long lose digits as numbers. Write it in quotes.`;
    }
    if (typeof value !== "string") {
        return `${property} must be a string of digits.`;
    }
    if (decimalId.test(value)) {
        return undefined;
    }
    return /^\s*[0-9]+\s*$/.test(value)
        ? `${property} must be 1 to 32 digits that do not begin with 0, without spaces around them.`
        : `${property} must be digits only.`;
}

/** The names an access token can have: a letter, then letters, digits, underscores and hyphens. */
export const tokenNamePattern = /^[A-Za-z][A-Za-z0-9_-]*$/;

// Access tokens fit the pattern too, but they are far longer than a name.
const maximumLength = 64;

// The beginning of Meta's tokens. A name with this beginning and length is a cut token.
const tokenShape = /^EAA[A-Za-z0-9_-]{12}/;

/**
 * What is wrong with a token name, or undefined when nothing is.
 *
 * The text never repeats the value: somebody may have put the token itself there.
 */
export function tokenNameProblem(value: unknown): string | undefined {
    if (typeof value !== "string") {
        return 'tokenName must be a string, the name of an access token such as "brandA".';
    }
    if (value.length > maximumLength || tokenShape.test(value)) {
        return `tokenName is longer than ${maximumLength} characters, or looks like a token. It is the name of an access token, never the token itself; the token goes into secret config or the environment.`;
    }
    return tokenNamePattern.test(value)
        ? undefined
        : 'tokenName must begin with a letter and hold only letters, digits, "_" and "-".';
}
