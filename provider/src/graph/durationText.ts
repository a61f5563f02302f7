const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** A duration in words, rounded up in its largest fitting unit: `45 s`, `12 min`, `3 h`. */
export function durationText(durationMs: number): string {
    if (durationMs < MINUTE_MS) {
        return `${Math.ceil(durationMs / SECOND_MS)} s`;
    }
    if (durationMs < 2 * HOUR_MS) {
        return `${Math.ceil(durationMs / MINUTE_MS)} min`;
    }
    return `${Math.ceil(durationMs / HOUR_MS)} h`;
}
