/** Ways in which an answer may repeat what was sent, by name. */
export const encodings: Readonly<Record<string, (text: string) => string>> = {
    plain: (text) => text,
    upperCase: (text) => text.toUpperCase(),
    percent: encodeURIComponent,
    everyBytePercent: (text) =>
        bytes(text)
            .map((byte) => `%${byte}`)
            .join(""),
    form: (text) => new URLSearchParams({ a: text }).toString().slice("a=".length),
    jsonText: (text) => JSON.stringify(text).slice(1, -1),
    unicodeEscapes: (text) =>
        characters(text)
            .map((code) => `\\u${hex(code, 4)}`)
            .join(""),
    hexEscapes: (text) =>
        bytes(text)
            .map((byte) => `\\x${byte}`)
            .join(""),
    htmlDecimal: (text) =>
        characters(text)
            .map((code) => `&#${code};`)
            .join(""),
    htmlHex: (text) =>
        characters(text)
            .map((code) => `&#x${hex(code, 2)};`)
            .join(""),
    base64: (text) => Buffer.from(text).toString("base64"),
    base64Behind1: (text) => Buffer.from(`:${text}`).toString("base64"),
    base64Behind2: (text) => Buffer.from(`::${text}`).toString("base64"),
    base64url: (text) => Buffer.from(`{"${text}"}`).toString("base64url"),
    hex: (text) => bytes(text).join(""),
    upperHex: (text) => bytes(text).join("").toUpperCase(),
    spacedHex: (text) => bytes(text).join(" "),
    fullWidth: (text) =>
        text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
    invisibleBetween: (text) => Array.from(text).join("\u200B"),
};

function bytes(text: string): readonly string[] {
    return [...Buffer.from(text)].map((byte) => hex(byte, 2));
}

function characters(text: string): readonly number[] {
    return Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
}

function hex(number: number, digits: number): string {
    return number.toString(16).padStart(digits, "0");
}
