/** The names of values that differ from run to run. Recorded calls leave them out. */
const leftOut = new Set(["resourceStatusAddress", "resourceStatusToken", "randomSeed"]);

/** A recorded value without the parts that come from a machine or a run. */
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
