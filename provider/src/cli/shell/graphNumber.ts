import { InvalidArgumentError } from "commander";

/** Reads a code or subcode of Meta's: digits, such as `133016`, with or without `#` in front. */
export function graphNumber(text: string): number {
    const digits = /^#?(\d{1,9})$/.exec(text)?.[1];
    if (digits === undefined) {
        throw new InvalidArgumentError("Write the number in Meta's error, such as 133016.");
    }
    return Number(digits);
}
