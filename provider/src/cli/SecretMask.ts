const MASK = "[secret]";

/** Long enough to belong only to this secret, short enough to catch a quoted part of a long one. */
const BEGINNING = 16;

/** A shorter secret may be a part of other words, so only the whole word is masked. */
const SHORTEST = 4;

/** Where a secret stands in a text: from one position up to another. */
type Span = readonly [from: number, to: number];

/**
 * Removes secrets from what a command writes. Meta's texts are already free of them here; this is
 * for arguments and variables that a message repeats.
 */
export class SecretMask {
    readonly #secrets: readonly string[];

    /** @param secrets - the texts to hide; empty ones are left out. */
    constructor(secrets: readonly string[]) {
        this.#secrets = secrets.filter((secret) => secret !== "");
    }

    /** The text with every secret replaced by `[secret]`. */
    mask(text: string): string {
        const spans = this.#secrets.flatMap((secret) => spansOf(text, secret));
        spans.sort(([left], [right]) => left - right);
        let masked = "";
        let end = 0;
        for (const [from, to] of spans) {
            // Secrets may overlap; they get one mask, which is not searched again.
            if (from > end || end === 0) masked += text.slice(end, from) + MASK;
            end = Math.max(end, to);
        }
        return masked + text.slice(end);
    }
}

function spansOf(text: string, secret: string): readonly Span[] {
    // A secret may also come back as it reads inside an address, inside JSON, or cut off.
    const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
    return [...new Set(forms)].flatMap((form) => spansOfForm(text, form));
}

function spansOfForm(text: string, form: string): readonly Span[] {
    const beginning = form.slice(0, BEGINNING);
    return placesOf(text, beginning)
        .map((from): Span => [from, from + sharedLength(text, from, form)])
        .filter((span) => isOfItsOwn(text, form, span));
}

function placesOf(text: string, part: string): readonly number[] {
    const places: number[] = [];
    for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) places.push(at);
    return places;
}

function sharedLength(text: string, from: number, form: string): number {
    let length = 0;
    while (length < form.length && text[from + length] === form[length]) length += 1;
    return length;
}

/** Six digits may well be a part of an id, and a letter of a word. */
function isOfItsOwn(text: string, form: string, [from, to]: Span): boolean {
    const sameKind = /^\d+$/.test(form)
        ? /\d/
        : form.length < SHORTEST
          ? /[\p{L}\p{N}]/u
          : undefined;
    if (sameKind === undefined) return true;
    return !sameKind.test(text[from - 1] ?? "") && !sameKind.test(text[to] ?? "");
}
