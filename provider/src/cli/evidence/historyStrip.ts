import type { Stretch } from "./history";

/** What all strips of a page share. */
export interface StripScale {
    /** Where they begin. */
    readonly fromMs: number;
    /** Where they end. */
    readonly untilMs: number;
    /** Every place, in the order of its colours. */
    readonly places: readonly string[];
}

/** How many colours the page has for places. */
const COLOURS = 6;

/** A single reading has no length, and must be seen. */
const NARROWEST_PERCENT = 0.8;

/** Narrower pieces have no room for a text. */
const NARROWEST_TEXT_PERCENT = 8;

/** One piece of a strip. */
export interface StripPiece {
    /** Where it begins, in percent of the strip. */
    readonly x: number;
    /** In percent of the strip. */
    readonly width: number;
    /** A gap, or one of the colours `0` to `5`. */
    readonly tone: string;
    /** Its text, if there is room. */
    readonly text: string;
}

/** A history as pieces of a strip; gaps are below, so that they hide no reading. */
export function stripOf(stretches: readonly Stretch[], scale: StripScale): StripPiece[] {
    const { fromMs, untilMs, places } = scale;
    const percentOf = (ms: number): number => (100 * ms) / Math.max(1, untilMs - fromMs);
    const pieces = stretches.map(({ place, from, until }) => {
        const length = percentOf(Date.parse(until) - Date.parse(from));
        const width = place === undefined ? length : Math.max(NARROWEST_PERCENT, length);
        const start = Math.min(percentOf(Date.parse(from) - fromMs), 100 - width);
        return {
            x: rounded(start),
            width: rounded(width),
            tone: place === undefined ? "gap" : `${places.indexOf(place) % COLOURS}`,
            text: width < NARROWEST_TEXT_PERCENT ? "" : (place ?? "?"),
        };
    });
    return pieces.sort((a, b) => Number(b.tone === "gap") - Number(a.tone === "gap"));
}

function rounded(percent: number): number {
    return Math.round(percent * 100) / 100;
}
