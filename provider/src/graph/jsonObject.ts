/** An object of JSON whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value of JSON is an object, and neither null nor a list. */
export function isJsonObject(value: unknown): value is JsonObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member of that name where it is the object's own. */
export function memberOf(value: unknown, name: string): unknown {
    return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The member of that name where it is a text with something in it. */
export function textOf(value: unknown, name: string): string | undefined {
    const member = memberOf(value, name);
    return typeof member === "string" && member !== "" ? member : undefined;
}

/** The member of that name where it is a boolean. */
export function booleanOf(value: unknown, name: string): boolean | undefined {
    const member = memberOf(value, name);
    return typeof member === "boolean" ? member : undefined;
}

/** The member of that name where it is a whole number, or a text of digits that is one. */
export function integerOf(value: unknown, name: string): number | undefined {
    const member = memberOf(value, name);
    const number =
        typeof member === "string" && /^\d{1,15}$/.test(member) ? Number(member) : member;
    return Number.isSafeInteger(number) ? Number(number) : undefined;
}
