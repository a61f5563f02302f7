/**
 * What keeps a text from being sent as a token or a secret, or undefined when nothing does.
 *
 * The text never repeats the value. Nothing is trimmed: a value that came with a line break or with
 * quotes was set in a way that is worth knowing about.
 */
export function secretTextProblem(value: string): string | undefined {
    if (value.trim() === "") {
        return "is blank";
    }
    if (/["'`]/.test(value)) {
        return "holds quotation marks";
    }
    if (/\s/u.test(value)) {
        return "holds a space or a line break";
    }
    // An HTTP header carries visible ASCII and nothing else.
    return /^[\x21-\x7e]+$/.test(value) ? undefined : "holds a character that is not visible ASCII";
}
