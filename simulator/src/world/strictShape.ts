import * as z from "zod";

/**
 * An object schema that names the allowed keys if an input has an unknown key.
 *
 * @param shape - the keys and their schemas
 */
export function strictShape<Shape extends z.ZodRawShape>(
    shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
    const known = Object.keys(shape).join(", ");
    return z.strictObject(shape, {
        error: (issue) =>
            issue.code === "unrecognized_keys"
                ? `has no place for ${quoted(issue.keys)}. Known keys: ${known}`
                : undefined,
    });
}

function quoted(keys: unknown): string {
    return Array.isArray(keys) ? keys.map((key) => `"${String(key)}"`).join(", ") : "this key";
}

/** An id as Meta writes it: digits in a string, because it can be larger than 2^53. */
export const digits = z
    .string()
    .regex(
        /^[0-9]{1,20}$/,
        'is not an id. Write the digits as a string, such as "106540352242922"',
    );

/** A time in ISO 8601. */
export const isoTime = z
    .string()
    .refine(
        (text) => !Number.isNaN(Date.parse(text)),
        'is not a time. Write ISO 8601, such as "2026-11-22T09:30:00Z"',
    );

/** A two-step PIN. It is a string, because leading zeros count. */
export const sixDigits = z
    .string()
    .regex(/^[0-9]{6}$/, 'is not a PIN. Write six digits as a string, such as "012345"');
