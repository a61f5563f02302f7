import { nextCursor, nodesIn, pageReadable } from "./account";
import type { Readable } from "./batch";
import type { HttpAnswer } from "./GraphAnswer";
import { isJsonObject, type JsonObject, memberOf, parsedJson, textOf } from "./jsonObject";

/** A number as the list shows it. */
export interface Listed {
    readonly node: JsonObject;
    /** When the request for its page left. */
    readonly atMs: number;
    /** The fields that the page was asked for. */
    readonly fields: string;
    /** Where in the list it is; see {@link AccountList.idAt}. */
    readonly place: number;
    readonly end: ListEnd;
}

/** One end of the list, as far as the list was read from there. */
export interface ListEnd {
    /** The sort order that begins at this end; undefined for Meta's own order. */
    readonly sort: string | undefined;
    readonly firstPlace: number;
    cursor: string | undefined;
    /** Nothing more comes from this end. */
    isOver: boolean;
    pages: number;
    /** Numbers in its pages. */
    listed: number;
    /** Numbers that were answered from its pages. */
    answered: number;
}

/** A page that is asked for. */
export interface ListPage {
    readonly end: ListEnd;
    readonly fields: string;
}

/** The places of the two ends never meet: no account has so many numbers. */
const FAR_AWAY = 1_000_000;

/** How Meta's OpenAPI file writes the order that begins with the oldest (read 2026-11-29). */
const OLDEST_FIRST = "last_onboarded_time.asc";

/**
 * The part of an account's list of numbers that was read so far.
 *
 * It is read from both ends. Meta begins with the number that was onboarded last. A stack that
 * registered its numbers, or that declares them by their ids, has them in the opposite order.
 */
export class AccountList {
    readonly #wabaId: string;
    readonly #ends: readonly ListEnd[] = [endOf(undefined, 0), endOf(OLDEST_FIRST, FAR_AWAY)];
    readonly #numbers = new Map<string, Listed>();
    readonly #ids = new Map<number, string>();

    constructor(wabaId: string) {
        this.#wabaId = wabaId;
    }

    /** Numbers in all pages. */
    get size(): number {
        return this.#numbers.size;
    }

    /** Pages that were read, from both ends. */
    get pages(): number {
        return sum(this.#ends.map(({ pages }) => pages));
    }

    /** Numbers that were answered from all pages: each saved a single read. */
    get answered(): number {
        return sum(this.#ends.map(({ answered }) => answered));
    }

    /** The fields that the pages were asked for; undefined before the first page. */
    get fields(): string | undefined {
        return this.#numbers.values().next().value?.fields;
    }

    find(phoneNumberId: string): Listed | undefined {
        return this.#numbers.get(phoneNumberId);
    }

    /**
     * The number at a place. Numbers of one page have places next to each other, and so do two
     * pages in a row.
     */
    idAt(place: number): string | undefined {
        return this.#ids.get(place);
    }

    /**
     * Of the ends that are not over, the one whose pages paid best. The first one if both paid the
     * same.
     */
    bestEnd(): ListEnd | undefined {
        const [first, second] = this.#ends.filter(({ isOver }) => !isOver);
        return second !== undefined && first !== undefined && paid(second) > paid(first)
            ? second
            : first;
    }

    /** The next page from an end, as it is asked for. */
    readable({ end, fields }: ListPage): Readable {
        return pageReadable(this.#wabaId, fields, { after: end.cursor, sort: end.sort });
    }

    /**
     * Keeps what a page shows, in Meta's words. They are cleaned later, for the number that is
     * asked for.
     *
     * @returns false if the answer is no page.
     */
    take({ end, fields }: ListPage, { httpStatus, body }: HttpAnswer, atMs: number): boolean {
        const list = parsedJson(body);
        if (httpStatus !== 200 || !isJsonObject(list) || !Array.isArray(memberOf(list, "data"))) {
            return false;
        }
        const sizeBefore = this.size;
        for (const node of nodesIn(list)) {
            const id = textOf(node, "id");
            if (id === undefined || !/^\d+$/.test(id) || this.#numbers.has(id)) continue;
            const place = end.firstPlace + end.listed;
            this.#ids.set(place, id);
            this.#numbers.set(id, { node, atMs, fields, place, end });
            end.listed += 1;
        }
        end.pages += 1;
        end.cursor = nextCursor(list, end.cursor);
        if (end.cursor === undefined) this.#end(this.#ends);
        // Nothing was new: the pages of the other end have reached this place.
        else if (this.size === sizeBefore) this.#end([end]);
        return true;
    }

    /** Ends the reading from this end. If Meta's own order cannot be read, no other order can. */
    giveUp(end: ListEnd): void {
        this.#end(end.sort === undefined ? this.#ends : [end]);
    }

    #end(ends: readonly ListEnd[]): void {
        for (const end of ends) end.isOver = true;
    }
}

function endOf(sort: string | undefined, firstPlace: number): ListEnd {
    return { sort, firstPlace, cursor: undefined, isOver: false, pages: 0, listed: 0, answered: 0 };
}

function paid({ answered, pages }: ListEnd): number {
    return answered - pages;
}

function sum(numbers: readonly number[]): number {
    return numbers.reduce((total, each) => total + each, 0);
}
