/** Parameters whose values never go into the journal. */
const SECRETS = new Set([
    "access_token",
    "appsecret_proof",
    "backup",
    "code",
    "data",
    "input_token",
    "pin",
    "password",
    "verify_token",
]);

/**
 * Parameters without their secrets. Six digits become six stars; any other secret shows only its
 * type. The names of the parts of a backup stay, so that a reader sees whether both were sent.
 *
 * @param parameters - a query or a body
 */
export function masked<Value>(
    parameters: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value | string>> {
    return Object.fromEntries(
        Object.entries(parameters).map(([name, value]) => [
            name,
            isSecret(name) ? (mask(value) as string) : (nested(value) as Value),
        ]),
    );
}

/** Forms may write a part of a parameter as `backup[data]`. */
function isSecret(name: string): boolean {
    return name.split(/[[\]]/).some((part) => SECRETS.has(part));
}

function mask(value: unknown): unknown {
    if (isObject(value)) {
        return Object.fromEntries(Object.keys(value).map((name) => [name, "masked"]));
    }
    if (typeof value === "string") return /^[0-9]{6}$/.test(value) ? "******" : "masked";
    return `masked ${typeof value}`;
}

function nested(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(nested);
    if (isObject(value)) return masked(value);
    return typeof value === "string" ? maskedText(value) : value;
}

/** Forms carry nested parameters as JSON text, with their secrets. */
function maskedText(text: string): string {
    if (!/^\s*[[{]/.test(text)) return text;
    try {
        return JSON.stringify(nested(JSON.parse(text)));
    } catch {
        // Text that was cut off can still hold a secret.
        return "masked";
    }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
