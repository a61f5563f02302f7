import { MOST_IN_BATCH } from "./batch";

/** What the reads of one account have cost and brought so far in this operation. */
export interface AccountTally {
    /** Numbers that were asked for. */
    readonly asked: number;
    /** Numbers that the pages show that were read. */
    readonly listed: number;
    /** Pages of the account's list that were read. */
    readonly pages: number;
    /** Numbers that were answered out of the list: each saved a read of its own. */
    readonly answered: number;
    /** Storage that was read ahead and nobody has asked for: each cost a read of its own. */
    readonly unused: number;
}

/** So many numbers of an account are read one by one before its list is worth a request. */
export const READ_ONE_BY_ONE = 3;

/** A page is read on trust for so many numbers that were asked for, and so many pages at most. */
const NUMBERS_FOR_A_PAGE = 4;
const MOST_PAGES_ON_TRUST = 10;

/**
 * Whether a page of the list is read for a number that is not in the pages before.
 *
 * The next page is worth a request where the ones before paid for themselves. A few are on trust: the
 * order in which Pulumi asks need not be that of the list, which may begin at its other end.
 */
export function mayReadPage({ asked, pages, answered }: AccountTally): boolean {
    if (asked <= READ_ONE_BY_ONE) return false;
    const trust = Math.min(MOST_PAGES_ON_TRUST, Math.floor(asked / NUMBERS_FOR_A_PAGE));
    return pages - answered < trust;
}

/** The next page is needed soon where the pages before are nearly used up. */
const NEARLY_USED_UP = 3 * MOST_IN_BATCH;

/** Whether the next page may ride in a batch that leaves anyway, before it is needed. */
export function mayCarryPage({ listed, pages, answered }: AccountTally): boolean {
    return answered >= pages && listed - answered < NEARLY_USED_UP;
}

/** How many of the last places in the list are looked at. */
export const LAST_PLACES = 16;

/**
 * Numbers are close together where at least each second one was asked for: from there on the reads
 * that the list saves pay for those that turn out not to be needed.
 */
const CLOSE = 2;

/** Where they are close together, the storage of so many more is read ahead, and so many at most. */
const TRUST_FOR_EACH = 2;
const MOST_ON_TRUST = 16;

/**
 * For how many numbers nobody has asked for the storage is read ahead.
 *
 * As many as the list has saved reads, so that the account costs no more than single reads even if
 * none of them is ever asked for. A few more where the numbers asked for are close together in the
 * list, because then the neighbours are likely to be next.
 *
 * @param lastPlaces - where in the list the last numbers are whose storage was asked for.
 */
export function storageToReadAhead(
    { pages, answered, unused }: AccountTally,
    lastPlaces: readonly number[],
): number {
    const saved = Math.max(0, answered - pages);
    const trust = areClose(lastPlaces) ? TRUST_FOR_EACH * lastPlaces.length : 0;
    return Math.max(0, saved + Math.min(MOST_ON_TRUST, trust) - unused);
}

function areClose(places: readonly number[]): boolean {
    if (places.length <= READ_ONE_BY_ONE) return false;
    const span = Math.max(...places) - Math.min(...places) + 1;
    return span <= CLOSE * places.length;
}

/** A place in a list, and what is looked for around it. */
export interface Neighbourhood {
    readonly place: number;
    /** How many places the list has. */
    readonly places: number;
    /** How many are wanted at most. */
    readonly count: number;
    readonly isWanted: (place: number) => boolean;
}

/**
 * The nearest places on both sides that are wanted: where the reads go up or down the list, these are
 * the ones that come next.
 */
export function nearestPlaces(neighbourhood: Neighbourhood): readonly number[] {
    const { place, places, count, isWanted } = neighbourhood;
    const found: number[] = [];
    for (let distance = 1; distance < places && found.length < count; distance += 1) {
        const sides = [place + distance, place - distance];
        found.push(...sides.filter((side) => side >= 0 && side < places && isWanted(side)));
    }
    return found.slice(0, count);
}
