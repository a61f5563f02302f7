/** A step of simulated time. The parts add up. */
export interface ClockStep {
    /** Hours to move on. */
    readonly hours?: number | undefined;
    /** Minutes to move on. */
    readonly minutes?: number | undefined;
    /** Seconds to move on. */
    readonly seconds?: number | undefined;
}

/**
 * The clock for every window, delay and expiry of a world.
 *
 * Without a start time it follows the machine's clock, with an offset that `set` and `advance`
 * change. With a start time it stands still, and only `set` and `advance` move it.
 */
export class SimulatorClock {
    readonly #startMs: number | undefined;
    #frozenAtMs: number | undefined;
    #offsetMs = 0;

    /**
     * Makes a clock.
     *
     * @param frozenAt - the ISO 8601 time to stand still at; without it the clock runs
     */
    constructor(frozenAt?: string) {
        this.#startMs = frozenAt === undefined ? undefined : parseTime(frozenAt);
        this.#frozenAtMs = this.#startMs;
    }

    /** The simulated time. */
    now(): Date {
        return new Date(this.#frozenAtMs ?? Date.now() + this.#offsetMs);
    }

    /**
     * Moves the clock to a time, forwards or backwards.
     *
     * @param iso - an ISO 8601 time, such as `2026-11-22T09:30:00Z`
     * @throws RangeError if it is no time, or outside the years 1970 to 9999; the clock has not
     * moved then
     */
    set(iso: string): void {
        this.#moveTo(parseTime(iso));
    }

    /**
     * Moves the clock on by a step. Negative parts move it back.
     *
     * @param step - how far
     * @throws RangeError if it is no step, or leads outside the years 1970 to 9999; the clock has
     * not moved then
     */
    advance(step: ClockStep): void {
        const { hours = 0, minutes = 0, seconds = 0 } = step;
        const stepMs = ((hours * 60 + minutes) * 60 + seconds) * 1000;
        if (!Number.isFinite(stepMs)) {
            throw new RangeError(
                "Cannot advance the clock: hours, minutes and seconds are numbers.",
            );
        }
        this.#moveTo(possibleTime(this.now().getTime() + stepMs));
    }

    /** Sets the clock back to its start. */
    reset(): void {
        this.#frozenAtMs = this.#startMs;
        this.#offsetMs = 0;
    }

    #moveTo(timeMs: number): void {
        if (this.#frozenAtMs === undefined) this.#offsetMs = timeMs - Date.now();
        else this.#frozenAtMs = timeMs;
    }
}

function parseTime(iso: string): number {
    const timeMs = Date.parse(iso);
    if (Number.isNaN(timeMs)) {
        throw new RangeError(
            `Cannot set the clock: "${iso}" is not a time. Write ISO 8601, such as "2026-11-22T09:30:00Z".`,
        );
    }
    return possibleTime(timeMs);
}

/** Only years of four digits, which every reader of ISO 8601 knows. */
const EARLIEST_MS = Date.UTC(1970, 0, 1);
const LATEST_MS = Date.UTC(10_000, 0, 1) - 1;

function possibleTime(timeMs: number): number {
    if (timeMs >= EARLIEST_MS && timeMs <= LATEST_MS) return timeMs;
    throw new RangeError("The clock goes from 1970-01-01 to 9999-12-31.");
}
