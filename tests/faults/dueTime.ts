/**
 * The time that refusals name for the next try, ISO 8601. If there are several, it is the latest.
 * Undefined if none is named.
 */
export function dueTime(errors: readonly string[]): string | undefined {
    const times = errors.flatMap((text) =>
        [...text.matchAll(/(?:next try|again) at (\d{4}-[\dT:.-]+Z)/g)].map(([, time]) => time),
    );
    return times
        .filter((time) => time !== undefined)
        .sort()
        .at(-1);
}
