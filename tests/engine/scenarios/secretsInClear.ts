/** Texts that must not have a secret in clear, by what they are. */
export type Texts = Readonly<Record<string, string>>;

/** Secrets that must be nowhere in clear, by what they are. */
export type Secrets = Readonly<Record<string, string>>;

/**
 * Finds secrets in clear: "PIN in state files" for each, without the secret itself.
 *
 * A secret of digits counts only as a number of its own: ids and times hold all kinds of digits.
 */
export function secretsInClear(texts: Texts, secrets: Secrets): readonly string[] {
    return Object.entries(texts).flatMap(([place, text]) =>
        Object.entries(secrets)
            .filter(([, secret]) => isIn(text, secret))
            .map(([kind]) => `${kind} in ${place}`),
    );
}

function isIn(text: string, secret: string): boolean {
    if (!/^\d+$/.test(secret)) return text.includes(secret);
    return new RegExp(`(?<!\\d)${secret}(?!\\d)`).test(text);
}
