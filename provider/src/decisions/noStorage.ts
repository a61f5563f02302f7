import { isUnknown } from "./unknownValue";
import { RETENTION_MINUTES } from "./wantedStorage";

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
