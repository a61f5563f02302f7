/** When a version stops being served. Graph API changelog, "Versions", read 2026-11-22. */
const ENDS: Readonly<Record<string, string | null>> = {
    "v17.0": "2025-09-12",
    "v18.0": "2026-01-26",
    "v19.0": "2026-05-21",
    "v20.0": "2026-09-24",
    "v21.0": "2027-01-21",
    "v22.0": "2027-05-20",
    "v23.0": "2027-10-08",
    "v24.0": "2028-02-18",
    "v25.0": "2028-07-29",
    "v26.0": null,
};

/**
 * Versions of the Cloud API that ended before v17.0. The day on which they ended makes no
 * difference here. The Cloud API began with v13.0.
 */
const ENDED_BEFORE: readonly string[] = ["v13.0", "v14.0", "v15.0", "v16.0"];

/** The version that a call asks for and the one that serves it. */
export interface GraphVersion {
    /** The version in the path, or the app's default. */
    readonly asked: string;
    /**
     * The version that answers, with its rules. If the asked version has ended, it is the oldest
     * usable one (Graph API guide on versions, read 2026-11-24).
     */
    readonly served: string;
}

/**
 * The version that serves a call.
 *
 * @param asked - the version in the path
 * @param now - the world's time
 * @returns undefined for a version that never existed
 */
export function servedVersion(asked: string, now: Date): GraphVersion | undefined {
    if (!Object.hasOwn(ENDS, asked) && !ENDED_BEFORE.includes(asked)) return undefined;
    const living = Object.keys(ENDS).filter((version) => isLiving(version, now));
    return { asked, served: living.includes(asked) ? asked : (living[0] ?? asked) };
}

/**
 * The number of a version: 24 for `v24.0`.
 *
 * @param version - a version as a path has it
 */
export function versionNumber(version: string): number {
    return Number.parseInt(version.slice(1), 10);
}

function isLiving(version: string, now: Date): boolean {
    const end = ENDS[version];
    return end === null || end === undefined || now.getTime() < Date.parse(end);
}
