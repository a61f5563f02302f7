import { regionFrom } from "../../decisions/regions";
import type { ReviewedNumber } from "./ReviewedNumber";

/** What a team allows a change to do without a person. */
export interface Limits {
    /** How many numbers may go offline, for a minute or for good. */
    readonly maxOffline?: number;
    /** Whether a number may be deregistered for good. */
    readonly deregister: boolean;
    /** Whether anything may happen to a number, or be unlike what is declared. */
    readonly change: boolean;
    /** Where data of a number that is registered or moved may rest. */
    readonly allowedPlaces?: readonly string[];
}

/** Words of `--allow-regions` for data that rests in no region. */
const NO_REGIONS: Readonly<Record<string, string>> = { NONE: "none", NOSTORAGE: "noStorage" };

/**
 * The places that `--allow-regions` names; undefined if one of its words is none.
 *
 * @param text - codes of regions, `none` and `noStorage`, separated by commas.
 */
export function placesFrom(text: string): readonly string[] | undefined {
    const places = text.split(",").map((word) => {
        const reading = regionFrom(word.trim());
        return reading.kind === "region" ? reading.region : NO_REGIONS[word.trim().toUpperCase()];
    });
    return places.includes(undefined) ? undefined : (places as readonly string[]);
}

/** Every limit that a plan passes, as a sentence. */
export function passedLimits(
    numbers: readonly ReviewedNumber[],
    { maxOffline, deregister, change, allowedPlaces }: Limits,
): readonly string[] {
    const offline = numbers.filter((number) => number.offline !== "none");
    const gone = numbers.filter(({ happens }) => happens === "deregistered");
    const isTooMany = maxOffline !== undefined && offline.length > maxOffline;
    const go = offline.length === 1 ? "1 number goes" : `${offline.length} numbers go`;
    const unlike = change ? [] : numbers.filter(isUnlikeDeclared);
    const are = unlike.length === 1 ? "1 number is" : `${unlike.length} numbers are`;
    return [
        ...(unlike.length === 0 ? [] : [`${are} not as declared, and every one has to be.`]),
        ...(isTooMany ? [`${go} offline, and at most ${maxOffline} may.`] : []),
        ...(deregister
            ? []
            : gone.map((one) => `${nameOf(one)} is deregistered, and the review allows none.`)),
        ...(allowedPlaces === undefined
            ? []
            : numbers.flatMap((one) => outsideOf(one, allowedPlaces))),
    ];
}

function isUnlikeDeclared({ happens, drift }: ReviewedNumber): boolean {
    return happens !== "nothing" || drift !== undefined;
}

const WRITES: ReadonlySet<ReviewedNumber["happens"]> = new Set([
    "registers",
    "moves",
    "repaired",
    "takesName",
    "refused",
]);

function outsideOf(number: ReviewedNumber, allowed: readonly string[]): readonly string[] {
    const { happens, to, from } = number;
    const isGoing = to === undefined && happens === "refused" && from !== undefined;
    if (!WRITES.has(happens) || isGoing) return [];
    if (to !== undefined && allowed.includes(to)) return [];
    const where = to === undefined ? "where nobody knows yet" : placeWords(to);
    return [`${nameOf(number)} would have its data ${where}. Allowed: ${allowed.join(", ")}.`];
}

/** `in CH`, `in no region`. */
function placeWords(place: string): string {
    if (place === "none") return "in no region (none)";
    return place === "noStorage" ? "nowhere (noStorage)" : `in ${place}`;
}

function nameOf({ phoneNumberId, resource }: ReviewedNumber): string {
    return phoneNumberId ?? `The number of ${resource}`;
}
