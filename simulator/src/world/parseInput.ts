import type * as z from "zod";
import { WorldError } from "./WorldError";

/**
 * Checks an input against a schema.
 *
 * @param schema - the schema
 * @param input - the input
 * @param subject - the name of the input in the message, such as `world.json`
 * @returns the checked input
 * @throws WorldError naming every place that is wrong
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown, subject: string): T {
    const result = schema.safeParse(input);
    if (result.success) return result.data;
    throw worldErrorOf(
        subject,
        result.error.issues.map((issue) => issueLine(issue, input)),
    );
}

/**
 * The error that lists the wrong places of an input.
 *
 * @param subject - the name of the input in the message
 * @param lines - one sentence for each place
 */
export function worldErrorOf(subject: string, lines: readonly string[]): WorldError {
    const [first = "", ...others] = lines;
    if (others.length === 0) return new WorldError(`Cannot use ${subject}: ${first}.`);
    return new WorldError(
        `Cannot use ${subject}:\n${lines.map((line) => `  ${line}.`).join("\n")}`,
    );
}

function issueLine(issue: z.core.$ZodIssue, input: unknown): string {
    const place = placeOf(issue.path);
    const value = valueAt(input, issue.path);
    const written = isSecret(issue.path) ? "hidden" : shown(value);
    if (issue.code === "invalid_type") {
        return value === undefined
            ? `${place} is missing. It is ${withArticle(issue.expected)}`
            : `${place} is ${kindOf(value)}, not ${withArticle(issue.expected)}`;
    }
    if (issue.code === "invalid_value") {
        return `${place} is ${written}, which is none of ${issue.values.map(shown).join(", ")}`;
    }
    if (issue.code === "unrecognized_keys") return `${place} ${issue.message}`;
    return `${place} (${written}) ${issue.message}`;
}

function placeOf(path: readonly PropertyKey[]): string {
    if (path.length === 0) return "the top level";
    return path
        .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
        .join("")
        .replace(/^\./, "");
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
    return path.reduce<unknown>(
        (value, part) =>
            typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined,
        input,
    );
}

/** PINs, tokens, secrets and backups stay out of messages, also wrong ones. */
function isSecret(path: readonly PropertyKey[]): boolean {
    if (path.includes("onPremises")) return true;
    return ["pin", "token", "secret"].includes(String(path.at(-1)));
}

function kindOf(value: unknown): string {
    if (value === null) return "null";
    if (Array.isArray(value)) return "a list";
    return withArticle(typeof value);
}

function withArticle(kind: string): string {
    if (kind === "array") return "a list";
    return /^[aeio]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

function shown(value: unknown): string {
    return value === undefined ? "nothing" : JSON.stringify(value);
}
