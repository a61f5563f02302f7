/** Parameters whose values never get into the journal. */
const SECRETS = new Set([
    "access_token",
    "appsecret_proof",
    "backup",
    "code",
    "input_token",
    "pin",
    "password",
]);

/**
 * Parameters without their secrets: six digits become six stars, anything else says only its kind.
 *
 * @param parameters - a query or a body
 */
export function masked<Value>(
    parameters: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value | string>> {
    return Object.fromEntries(
        Object.entries(parameters).map(([name, value]) => [
            name,
            SECRETS.has(name) ? mask(value) : (nested(value) as Value),
        ]),
    );
}

function mask(value: unknown): string {
    if (typeof value === "string") return /^[0-9]{6}$/.test(value) ? "******" : "masked";
    return `masked ${typeof value}`;
}

function nested(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(nested);
    if (typeof value !== "object" || value === null) return value;
    return masked(value as Readonly<Record<string, unknown>>);
}
