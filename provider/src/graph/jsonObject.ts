/** An object of JSON whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object, not null and not a list. */
export function isJsonObject(value: unknown): value is JsonObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value that a text of JSON holds; undefined if it holds none. */
export function parsedJson(text: string | undefined): unknown {
    try {
        return JSON.parse(text ?? "") as unknown;
    } catch {
        return undefined;
    }
}

/** The member of that name, if it is the object's own. */
export function memberOf(value: unknown, name: string): unknown {
    return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The member of that name, if it is a text that is not empty. */
export function textOf(value: unknown, name: string): string | undefined {
    const member = memberOf(value, name);
    return typeof member === "string" && member !== "" ? member : undefined;
}

/** The member of that name, if it is a boolean. */
export function booleanOf(value: unknown, name: string): boolean | undefined {
    const member = memberOf(value, name);
    return typeof member === "boolean" ? member : undefined;
}

/** The member of that name, if it is a whole number, or a text of digits. */
export function integerOf(value: unknown, name: string): number | undefined {
    const member = memberOf(value, name);
    const number =
        typeof member === "string" && /^\d{1,15}$/.test(member) ? Number(member) : member;
    return Number.isSafeInteger(number) ? Number(number) : undefined;
}

/** An object type whose members that may be undefined are optional instead. */
export type WithoutUndefined<T> = {
    [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
} & { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] };

/** The object without its members that are undefined, so that they are absent in state as well. */
export function withoutUndefined<T extends object>(source: T): WithoutUndefined<T> {
    const present = Object.entries(source).filter(([, value]) => value !== undefined);
    return Object.fromEntries(present) as WithoutUndefined<T>;
}
