import { isUnknown } from "./unknownValue";

/** The only retention that Meta offers with No Storage (its page on it, read 2026-11-22). */
export const RETENTION_MINUTES = 60;

/** Meta's No Storage: messages and media are kept for a while, and nowhere afterwards. */
export interface NoStorage {
    /** For how long, in minutes: 60, the only value that Meta takes. */
    readonly retentionMinutes: number;
}

const right = `noStorage must be { retentionMinutes: ${RETENTION_MINUTES} }`;

/** Why a value is no `noStorage`, or undefined where it is one. */
export function noStorageProblem(value: unknown): string | undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return `${right}; leave it out to have messages stored.`;
    }
    const { retentionMinutes, ...others } = value as Readonly<Record<string, unknown>>;
    const [other] = Object.keys(others);
    if (other !== undefined) return `${right}; it has no ${JSON.stringify(other)}.`;
    if (retentionMinutes === RETENTION_MINUTES || isUnknown(retentionMinutes)) return undefined;
    if (retentionMinutes === undefined) return `${right}: retentionMinutes is missing.`;
    return `${right}: ${RETENTION_MINUTES} is the only retention that Meta offers.`;
}

/** The minutes in a `noStorage`, to compare it with another; anything else as it came. */
export function retentionOf(value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    return (value as Readonly<Record<string, unknown>>)["retentionMinutes"];
}
