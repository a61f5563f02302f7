import { CommandFailure, readTextFile } from "./CommandFailure";

/**
 * Reads the PINs of `--pins`, by phone number id: an id, a comma and six digits a line. A line that
 * begins with a letter is a heading, one that begins with a hash a comment.
 *
 * @throws CommandFailure that names the line, and never what is in it.
 */
export function pinsIn(folder: string, path: string): ReadonlyMap<string, string> {
    const lines = readTextFile({ folder, path, option: "--pins" }).split(/\r?\n/);
    const pins = new Map<string, string>();
    for (const [index, line] of lines.entries()) {
        if (/^(#|\p{L}|\s*$)/u.test(line)) continue;
        const [, phoneNumberId, pin] = /^([1-9]\d*),(\d{6})$/.exec(line) ?? [];
        if (phoneNumberId === undefined || pin === undefined) {
            const right =
                "Write a phone number id, a comma and six digits, such as 106540352242922,012345; a spreadsheet may have dropped a leading zero";
            throw new CommandFailure(`read ${path}`, `line ${index + 1} is not a PIN. ${right}`);
        }
        if (pins.has(phoneNumberId)) {
            const cause = `line ${index + 1} names ${phoneNumberId} again. Leave one line for each number`;
            throw new CommandFailure(`read ${path}`, cause);
        }
        pins.set(phoneNumberId, pin);
    }
    return pins;
}
