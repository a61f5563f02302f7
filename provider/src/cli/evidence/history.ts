import type { Declared, Evidence, StorageRead } from "./Evidence";

/** A longer time between two readings is a gap: a nightly run may be late, but not a day late. */
const LONGEST_PAUSE_MS = 36 * 60 * 60 * 1000;

/** A time in which every reading was the same, or about which nothing is known. */
export interface Stretch {
    /** Where the data rested; absent for a gap. */
    readonly place?: string;
    /** ISO 8601. */
    readonly from: string;
    /** ISO 8601. */
    readonly until: string;
    /** How many readings it has. */
    readonly readings: number;
}

/** The history of one number. */
export interface NumberHistory {
    readonly phoneNumberId: string;
    /** In the order of time, with the gaps between. */
    readonly stretches: readonly Stretch[];
}

/** Where data rests, as a short label; absent if it was not read. */
export function placeOf(storage: StorageRead | undefined): string | undefined {
    if (storage === undefined) return undefined;
    switch (storage.state) {
        case "on":
            return storage.dataLocalizationRegion ?? "a region without a name";
        case "off":
            return "off";
        case "noStorage":
            return "no storage";
        case "unknown":
            return storage.status ?? "unknown";
    }
}

/** The same of a declaration. */
export function declaredPlace(declared: Declared): string {
    switch (declared.kind) {
        case "region":
            return declared.region;
        case "off":
            return "off";
        case "noStorage":
            return "no storage";
        case "none":
            return "nothing";
    }
}

interface Point {
    readonly at: string;
    readonly place: string | undefined;
}

/**
 * Where the data of each number rested, as far as evidences show; also for numbers that the last
 * evidence no longer has.
 */
export function historyOf(evidences: readonly Evidence[]): readonly NumberHistory[] {
    const inOrder = [...evidences].sort((a, b) => Date.parse(a.madeAt) - Date.parse(b.madeAt));
    const latestFirst = inOrder.toReversed().flatMap(({ numbers }) => numbers);
    const ids = new Set(latestFirst.map(({ phoneNumberId }) => phoneNumberId));
    return [...ids].map((phoneNumberId) => {
        const points = inOrder.map(({ madeAt, numbers }): Point => {
            const one = numbers.find((number) => number.phoneNumberId === phoneNumberId);
            return { at: one?.storage.at ?? madeAt, place: placeOf(one?.storage.read) };
        });
        return { phoneNumberId, stretches: stretchesOf(points) };
    });
}

function stretchesOf(points: readonly Point[]): readonly Stretch[] {
    const stretches: Stretch[] = [];
    for (const { at, place } of points) {
        if (place === undefined) continue;
        const last = stretches.at(-1);
        if (last === undefined) {
            stretches.push({ place, from: at, until: at, readings: 1 });
        } else if (place === last.place && isNear(last.until, at)) {
            stretches.splice(-1, 1, { ...last, until: at, readings: last.readings + 1 });
        } else {
            stretches.push(
                { from: last.until, until: at, readings: 0 },
                { place, from: at, until: at, readings: 1 },
            );
        }
    }
    const end = points.at(-1);
    const last = stretches.at(-1);
    return end !== undefined && last !== undefined && end.at !== last.until
        ? [...stretches, { from: last.until, until: end.at, readings: 0 }]
        : stretches;
}

function isNear(earlier: string, later: string): boolean {
    return Date.parse(later) - Date.parse(earlier) <= LONGEST_PAUSE_MS;
}
