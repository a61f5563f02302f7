/** What the reads of one account have cost and saved so far in this operation. */
export interface AccountTally {
    /** Numbers that were asked for. */
    readonly asked: number;
    /** Pages of the account's list that were read. */
    readonly pages: number;
    /** Numbers that were answered from the list: each saved a single read. */
    readonly answered: number;
    /** Storage that was read ahead and not asked for: each cost a single read. */
    readonly unused: number;
}

/** This many numbers of an account are read one by one before its list is worth a request. */
export const READ_ONE_BY_ONE = 3;

/**
 * From each end of the list one page is read on trust. One more is read for every four numbers that
 * were asked for, up to a maximum.
 */
const NUMBERS_FOR_A_PAGE = 4;
const MOST_PAGES_ON_TRUST = 10;

/**
 * Says whether to read a page of the list for a number that is not in the earlier pages.
 *
 * The next page is worth a request if the earlier ones paid for themselves. A few are read on
 * trust, because Pulumi need not ask in the order of the list.
 */
export function mayReadPage({ asked, pages, answered }: AccountTally): boolean {
    if (asked <= READ_ONE_BY_ONE) return false;
    const trust = 1 + Math.min(MOST_PAGES_ON_TRUST, Math.floor(asked / NUMBERS_FOR_A_PAGE));
    return pages - answered < trust;
}

/** If the earlier pages saved ten times their cost, the next one is likely to pay, too. */
const PAID_OVER = 10;

/**
 * Says whether a batch that leaves anyway may read the next page before it is needed.
 *
 * @param tally - of the pages from that end of the list.
 */
export function mayCarryPage({
    pages,
    answered,
}: Pick<AccountTally, "pages" | "answered">): boolean {
    return pages > 0 && answered >= PAID_OVER * pages;
}

/** How many of the last places in the list are looked at. */
export const LAST_PLACES = 16;

/**
 * Numbers are close together if at least every second one was asked for. Then the reads that the
 * list saves pay for the reads that were not needed.
 */
const CLOSE = 2;

/** If they are close together, storage of so many more is read ahead. */
const ON_TRUST = 8;

/**
 * Says for how many numbers the storage is read before somebody asks for it.
 *
 * It is as many as the list has saved reads. So the account costs no more than single reads even if
 * nobody ever asks for them. It is a few more if the numbers that were asked for are close together
 * in the list, because their neighbours are then likely to be next.
 *
 * @param lastPlaces - places in the list of the numbers whose storage was asked for last.
 */
export function storageToReadAhead(
    { pages, answered, unused }: AccountTally,
    lastPlaces: readonly number[],
): number {
    const saved = Math.max(0, answered - pages);
    const trust = areClose(lastPlaces) ? ON_TRUST : 0;
    return Math.max(0, saved + trust - unused);
}

function areClose(places: readonly number[]): boolean {
    if (places.length <= READ_ONE_BY_ONE) return false;
    const sorted = places.toSorted((left, right) => left - right);
    const quarter = Math.floor(places.length / 4);
    const middle = sorted.slice(quarter, places.length - quarter);
    const span = (middle.at(-1) ?? 0) - (middle[0] ?? 0) + 1;
    return span <= CLOSE * middle.length;
}

/** A place in a list, and what to look for around it. */
export interface Neighbourhood {
    readonly place: number;
    /** How far to look. */
    readonly farthest: number;
    /** How many are wanted at most. */
    readonly count: number;
    readonly isWanted: (place: number) => boolean;
}

/**
 * The nearest wanted places on both sides. If the reads go up or down the list, these come next.
 */
export function nearestPlaces(neighbourhood: Neighbourhood): readonly number[] {
    const { place, farthest, count, isWanted } = neighbourhood;
    const found: number[] = [];
    for (let away = 1; away <= farthest && found.length < count; away += 1) {
        found.push(...[place + away, place - away].filter(isWanted));
    }
    return found.slice(0, count);
}
