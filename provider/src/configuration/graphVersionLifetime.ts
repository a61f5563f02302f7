/**
 * How long a Graph API version will still be served; days are calendar days such as `2028-02-18`.
 */
export type GraphVersionLifetime =
    | { readonly kind: "alive" }
    | { readonly kind: "endsSoon"; readonly endsAt: string }
    | { readonly kind: "ended"; readonly endsAt: string }
    | { readonly kind: "unknown" };

/**
 * The day on which each version ends; undefined for the newest, whose end Meta has not named.
 *
 * Source: Meta's Graph API changelog, table of versions, read 2026-11-22.
 */
export const graphVersionEnds: Readonly<Record<string, string | undefined>> = {
    "v20.0": "2026-09-24",
    "v21.0": "2027-01-21",
    "v22.0": "2027-05-20",
    "v23.0": "2027-10-08",
    "v24.0": "2028-02-18",
    "v25.0": "2028-07-29",
    "v26.0": undefined,
};

// A version ends two years after the next one came, and v20.0 came on 2024-05-21 (the same table):
// whatever is older had ended by this day.
const olderEndedBy = "2026-05-21";
const oldestMajor = 20;

// Long enough for a change of version to pass through the stages of a team's releases.
const warnedMonths = 6;

/**
 * Says whether Meta still serves a Graph API version. A call to an ended one is answered by the
 * oldest living version, which may take other parameters.
 *
 * Of a version older than the table, `endsAt` is the latest day it can have been.
 *
 * @param version - Such as `v24.0`.
 * @param now - The time to judge by; a version has ended once its day begins in UTC.
 */
export function graphVersionLifetime(version: string, now: Date): GraphVersionLifetime {
    if (!Object.hasOwn(graphVersionEnds, version)) {
        const major = Number(/^v([0-9]+)\.[0-9]+$/.exec(version)?.[1]);
        return major < oldestMajor ? { kind: "ended", endsAt: olderEndedBy } : { kind: "unknown" };
    }
    const endsAt = graphVersionEnds[version];
    if (endsAt === undefined) {
        return { kind: "alive" };
    }
    const end = new Date(`${endsAt}T00:00:00Z`);
    if (now >= end) {
        return { kind: "ended", endsAt };
    }
    return now >= monthsBefore(end) ? { kind: "endsSoon", endsAt } : { kind: "alive" };
}

function monthsBefore(day: Date): Date {
    const earlier = new Date(day);
    earlier.setUTCMonth(earlier.getUTCMonth() - warnedMonths);
    return earlier;
}
