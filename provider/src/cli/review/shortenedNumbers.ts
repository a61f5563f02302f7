// An id, or a phone number as people write it; times have no seven digits in a row.
const NUMBER = /\+\d[\d\s().-]{5,}\d|\d{7,}/g;
const SHOWN_DIGITS = 4;

/** The same value with every id and phone number in its texts cut to its last four digits. */
export function shortenedNumbers<T>(value: T): T {
    if (typeof value === "string") return shortenedIn(value) as T;
    if (Array.isArray(value)) return value.map((one: unknown) => shortenedNumbers(one)) as T;
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([name, one]) => [
        name,
        shortenedNumbers<unknown>(one),
    ]);
    return Object.fromEntries(entries) as T;
}

function shortenedIn(text: string): string {
    return text.replace(NUMBER, (number) => `…${number.replace(/\D/g, "").slice(-SHOWN_DIGITS)}`);
}
