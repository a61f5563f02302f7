/** One way to read a text. */
export interface Reading {
    readonly text: string;
    /** It was decoded from base64 or hexadecimal digits, and most of such results are noise. */
    readonly isUnpacked: boolean;
}

/** How many encodings may be combined; an echo has no more. */
const DEEPEST = 3;

/** Meta's texts have a handful of readings. */
const MOST_READINGS = 100;

/** Meta's words, such as `CONNECTED`, come with every number: what they read as is kept. */
const words = new Map<string, readonly Reading[] | undefined>();

const LONGEST_WORD = 40;

const MOST_WORDS = 500;

/**
 * Every reading of a text: unchanged, and with everything decoded that may be encoded in it, up to
 * three encodings combined. Undefined if there are too many to look at.
 *
 * Known are invisible characters in between and other forms of letters and digits (NFKC), escapes
 * of JSON and JavaScript, percent-encoding, references of HTML, base64 and base64url at any offset,
 * and hexadecimal digits.
 */
export function readingsOf(text: string): readonly Reading[] | undefined {
    if (text.length > LONGEST_WORD) return newReadingsOf(text);
    if (!words.has(text)) {
        if (words.size >= MOST_WORDS) words.clear();
        words.set(text, newReadingsOf(text));
    }
    return words.get(text);
}

function newReadingsOf(text: string): readonly Reading[] | undefined {
    const all = new Map<string, Reading>([[text, { text, isUnpacked: false }]]);
    let last = [...all.values()];
    for (let depth = 0; depth < DEEPEST; depth += 1) {
        const found = last.flatMap(decoded).filter((reading) => !all.has(reading.text));
        for (const reading of found) all.set(reading.text, reading);
        if (all.size > MOST_READINGS) return undefined;
        last = found;
    }
    return [...all.values()];
}

function decoded({ text, isUnpacked }: Reading): readonly Reading[] {
    const unescaped = ESCAPES.map((unescape) => ({ text: unescape(text), isUnpacked }));
    const unpacked = [...fromBase64(text), ...fromHex(text)].map((part) => ({
        text: part,
        isUnpacked: true,
    }));
    return [...unescaped, ...unpacked].filter((reading) => reading.text !== "");
}

const ESCAPES: readonly ((text: string) => string)[] = [
    (text) =>
        text.normalize("NFKC").replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, ""),
    (text) => text.replace(BACKSLASH, (escape) => unescaped(escape)),
    fromPercent,
    (text) => fromPercent(text.replaceAll("+", " ")),
    (text) => text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|quot|apos|lt|gt|amp);/gi, reference),
];

/** From left to right, so that an escaped backslash does not escape what follows. */
const BACKSLASH = /(?:\\x[0-9a-f]{2})+|\\u\{[0-9a-f]{1,6}\}|\\u[0-9a-f]{4}|\\[^]/gi;

const LETTERS = new Map(Object.entries({ n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" }));

const NAMES = new Map(Object.entries({ quot: '"', apos: "'", lt: "<", gt: ">", amp: "&" }));

function unescaped(escape: string): string {
    const [, letter = ""] = escape;
    const digits = escape.replace(/\\[ux]|[{}]/gi, "");
    if (escape.length === 2) return LETTERS.get(letter) ?? letter;
    return letter.toLowerCase() === "x" ? fromBytes(digits) : character(parseInt(digits, 16));
}

function reference(_: string, name: string): string {
    const [, hex, digits = ""] = /^#(x?)([0-9a-f]+)$/i.exec(name) ?? [];
    if (hex === undefined) return NAMES.get(name.toLowerCase()) ?? "";
    return character(parseInt(digits, hex === "" ? 10 : 16));
}

function character(code: number): string {
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

function fromBytes(digits: string): string {
    return Buffer.from(digits, "hex").toString("utf8");
}

function fromPercent(text: string): string {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => fromBytes(run.replaceAll("%", "")));
}

/** A run may begin anywhere in the encoded text, so it is read once at each of four offsets. */
function fromBase64(text: string): readonly string[] {
    const runs = text.match(/[A-Za-z0-9+/_-]{6,}/g) ?? [];
    return [0, 1, 2, 3].map((offset) =>
        readable(runs.map((run) => Buffer.from(run.slice(offset), "base64"))),
    );
}

function fromHex(text: string): readonly string[] {
    const runs = text.match(/(?:(?:0x)?[0-9a-f]{2}[\s:,-]?){4,}/gi) ?? [];
    const digits = runs.map((run) => run.replace(/0x|[\s:,-]/gi, ""));
    return [0, 1].map((offset) =>
        readable(digits.map((run) => Buffer.from(run.slice(offset), "hex"))),
    );
}

/** The decoded bytes that can be a text. */
function readable(parts: readonly Buffer[]): string {
    const texts = parts.flatMap(
        (part) => part.toString("utf8").match(/[^\p{Cc}\uFFFD]{4,}/gu) ?? [],
    );
    return texts.join("\n");
}
