/** An object type whose members that may be undefined are optional instead. */
export type WithoutUndefined<T> = {
    [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
} & { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] };

/** The object without its members that are undefined, so that they are absent in state as well. */
export function withoutUndefined<T extends object>(source: T): WithoutUndefined<T> {
    const present = Object.entries(source).filter(([, value]) => value !== undefined);
    return Object.fromEntries(present) as WithoutUndefined<T>;
}
