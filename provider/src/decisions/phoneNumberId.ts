// Meta's ids are decimal numbers without leading zeros. The longest seen have 17 digits; 32
// leaves room and keeps a pasted text out of the path of a request.
const decimalId = /^[1-9][0-9]{0,31}$/;

// What only a phone number holds: a plus sign or the 00 of an international call in front, or
// digits in groups.
const phoneNumberShape = /^\s*(\+|00)[0-9\s().\-/]+$|^\s*\(?[0-9]+[)\s.\-/]+[0-9][0-9\s().\-/]*$/;

const whereToFind =
    "Find it in WhatsApp Manager under Phone numbers, in the App Dashboard under WhatsApp > API Setup, or with `npx pulumi-whatsapp numbers --waba <account id>`.";

/**
 * What is wrong with a phone number id, or undefined when nothing is.
 *
 * The text never repeats the value: a PIN put into the wrong property would be printed.
 */
export function phoneNumberIdProblem(value: unknown): string | undefined {
    const problem = idProblem("phoneNumberId", value);
    if (problem === undefined) {
        return undefined;
    }
    if (typeof value === "string" && phoneNumberShape.test(value)) {
        return `phoneNumberId looks like a phone number. Meta's id of the number is wanted: digits only, such as "106540352242922", and not the digits one dials. ${whereToFind}`;
    }
    return `${problem} ${whereToFind}`;
}

/** What is wrong with an id of Meta's in the named property, or undefined when nothing is. */
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
