import { WrongUse } from "../shell/WrongUse";

/**
 * The six digits of a verification code; Meta's messages write a hyphen in the middle.
 *
 * @throws WrongUse that never repeats the value, which may be a PIN.
 */
export function codeFrom(text: string): string {
    const code = /^([0-9]{3})-?([0-9]{3})$/.exec(text);
    if (code !== null) return `${code[1] ?? ""}${code[2] ?? ""}`;
    throw new WrongUse(
        "option --code must be the six digits that Meta sent to the number, such as 123-456. It is not the two-step verification PIN.",
    );
}

/**
 * The language of a verification code.
 *
 * @throws WrongUse where it has another form than Meta's languages.
 */
export function languageFrom(text: string): string {
    if (/^[a-z]{2,3}(_[A-Z]{2,3})?$/.test(text)) return text;
    throw new WrongUse("option --language must have the form en_US or en.");
}
