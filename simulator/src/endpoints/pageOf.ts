import type { PhoneNumber } from "../world/PhoneNumber";

/** How many entries a page has by default. */
const DEFAULT_LIMIT = 25;

/** The most entries that a page can have. Meta's OpenAPI file, read 2026-11-22. */
const MAX_LIMIT = 100;

/** A page of numbers. */
export interface Page {
    /** The numbers. */
    readonly numbers: readonly PhoneNumber[];
    /** The cursor of the first number; undefined for an empty page. */
    readonly first: string | undefined;
    /** The cursor of the last number; undefined for an empty page. */
    readonly last: string | undefined;
    /** Whether there are numbers after it. */
    readonly hasNext: boolean;
    /** Whether there are numbers before it. */
    readonly hasPrevious: boolean;
}

/**
 * The page that `limit`, `after` and `before` ask for.
 *
 * @param numbers - all numbers, in order
 * @param parameters - the call's parameters
 * @returns undefined if one of the three cannot be used
 */
export function pageOf(
    numbers: readonly PhoneNumber[],
    parameters: Readonly<Record<string, unknown>>,
): Page | undefined {
    const limit = Number(parameters["limit"] ?? DEFAULT_LIMIT);
    const start = startOf(numbers, parameters, limit);
    if (start === undefined || !Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
        return undefined;
    }
    const { from, to } = start;
    const page = numbers.slice(from, to);
    return {
        numbers: page,
        first: cursorOf(page[0]),
        last: cursorOf(page.at(-1)),
        hasNext: to < numbers.length,
        hasPrevious: from > 0,
    };
}

interface Range {
    readonly from: number;
    readonly to: number;
}

function startOf(
    numbers: readonly PhoneNumber[],
    parameters: Readonly<Record<string, unknown>>,
    limit: number,
): Range | undefined {
    const { after, before } = parameters;
    const cursor = after ?? before;
    if (cursor === undefined) return { from: 0, to: limit };
    const at = numbers.findIndex((number) => cursorOf(number) === cursor);
    if (at === -1) return undefined;
    if (after !== undefined) return { from: at + 1, to: at + 1 + limit };
    return { from: Math.max(0, at - limit), to: at };
}

/** A cursor names a number. So pages stay correct while numbers come and go. */
function cursorOf(number: PhoneNumber | undefined): string | undefined {
    return number === undefined
        ? undefined
        : Buffer.from(`number:${number.id}`).toString("base64url");
}
