/**
 * A parameter as text. Graph treats `212834` and `"212834"` alike.
 *
 * @param value - as it came
 * @returns the empty text for a list, an object or nothing
 */
export function parameterText(value: unknown): string {
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
