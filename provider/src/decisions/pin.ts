const sixDigits = /^[0-9]{6}$/;

/**
 * What is wrong with a two-step verification PIN, or undefined when nothing is.
 *
 * The text never repeats the value. Over-simple PINs such as 111111 pass: whether Meta takes them
 * differs from number to number, and only Meta can say.
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
