const MASK = "[secret]";

/** Takes secrets out of texts that came from elsewhere and may repeat them. */
export class SecretMask {
    readonly #secrets: readonly string[];

    /** @param secrets - the texts to hide; empty ones are left out. */
    constructor(secrets: readonly string[]) {
        this.#secrets = secrets.filter((secret) => secret !== "");
    }

    /** The text with every secret replaced by `[secret]`. */
    mask(text: string): string {
        return this.#secrets.reduce(withoutSecret, text);
    }
}

function withoutSecret(text: string, secret: string): string {
    if (/^\d+$/.test(secret)) {
        // Six digits may well be a part of an id: only the whole number is the PIN.
        return text.replace(new RegExp(`(?<!\\d)${secret}(?!\\d)`, "g"), MASK);
    }
    // A secret may also come back as it reads inside an address, inside JSON, or cut off.
    const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
    return forms.reduce(withoutForm, text);
}

// Long enough to be of this secret alone, short enough to catch what is quoted of a long one.
const BEGINNING = 16;

function withoutForm(text: string, form: string): string {
    const masked = text.replaceAll(form, MASK);
    if (form.length <= BEGINNING) return masked;
    const beginning = form.slice(0, BEGINNING);
    const [first = "", ...rest] = masked.split(beginning);
    return first + rest.map((after) => MASK + withoutRest(after, form)).join("");
}

/** What follows of the secret behind its beginning is taken out too. */
function withoutRest(after: string, form: string): string {
    const rest = form.slice(BEGINNING);
    let length = 0;
    while (length < rest.length && after[length] === rest[length]) length += 1;
    return after.slice(length);
}
