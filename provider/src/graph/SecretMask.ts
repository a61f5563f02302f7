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
    // A secret may also come back as it reads inside an address.
    return text.replaceAll(secret, MASK).replaceAll(encodeURIComponent(secret), MASK);
}
