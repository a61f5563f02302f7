/** Names of what differs from run to run, left out of recorded calls. */
const leftOut = new Set(["resourceStatusAddress", "resourceStatusToken", "randomSeed"]);

/** A recorded value without what a machine or a run puts into it. */
export function maskedValue(value: unknown, projectDirs: readonly string[]): unknown {
    if (typeof value === "string") {
        return projectDirs.reduce((text, dir) => text.replaceAll(dir, "/project"), value);
    }
    if (Array.isArray(value)) return value.map((item) => maskedValue(item, projectDirs));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(([key]) => !leftOut.has(key));
    return Object.fromEntries(
        entries.map(([key, item]: [string, unknown]) => [
            key,
            key === "__provider" && typeof item === "string"
                ? "<__provider text>"
                : maskedValue(item, projectDirs),
        ]),
    );
}
