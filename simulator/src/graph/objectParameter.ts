/**
 * A parameter as an object. JSON bodies nest it; form and multipart bodies carry it as JSON text.
 *
 * @param value - as it came
 * @returns an empty object for anything else
 */
export function objectParameter(value: unknown): Readonly<Record<string, unknown>> {
    const parsed = typeof value === "string" ? parsedJson(value) : value;
    const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Readonly<Record<string, unknown>>) : {};
}

function parsedJson(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}
