import { AccountList, type ListEnd, type ListPage } from "./AccountList";
import { type BatchAnswers, MOST_IN_BATCH, type Readable } from "./batch";
import type { GraphAnswer, HttpAnswer } from "./GraphAnswer";
import type { JsonObject } from "./jsonObject";
import { Pace } from "./Pace";
import { type PhoneNumber, phoneNumberIn, phoneNumberPath } from "./phoneNumber";
import {
    type AccountTally,
    LAST_PLACES,
    mayCarryPage,
    mayReadPage,
    nearestPlaces,
    storageToReadAhead,
} from "./readAhead";

/** What the reads of an account are sent with. */
export interface AccountSource {
    getWhole(readable: Readable, pace?: Pace): Promise<HttpAnswer>;
    getMany(readables: readonly Readable[], pace?: Pace): Promise<BatchAnswers>;
    answerAbout(path: string, received: HttpAnswer): GraphAnswer;
}

/** What is known and allowed beyond one account. */
export interface AccountOptions {
    readonly source: AccountSource;
    /** Whether storage may be read in batches; after one refused batch it may not. */
    readonly batches: { areAllowed: boolean };
    /** Receives what is worth a line at debug level. */
    readonly say: (text: string) => void;
}

/** What was read about a number before it was asked for. */
interface Kept {
    readonly answer: HttpAnswer;
    /** When the request left. */
    readonly atMs: number;
}

/** A storage that was asked for and not sent yet; after undefined its reader reads by itself. */
interface Waiting {
    readonly id: string;
    readonly resolve: (kept: Promise<Kept | undefined> | undefined) => void;
}

/** A page that a caller waits for, or that is on its way. */
interface AwaitedPage extends ListPage {
    readonly whenRead: Promise<void>;
    readonly resolve: () => void;
    isSent: boolean;
}

/** An older reading is not used, because a refresh with a slow engine takes minutes. */
const LONGEST_AGE_MS = 5 * 60_000;

/** With this much unused storage, a line says that less is read ahead. */
const WORTH_A_LINE = 32;

/**
 * The reads of one account in one operation. It answers if it can. Otherwise it answers undefined,
 * and the number is read by itself.
 *
 * What to read next is decided in `readAhead`; this class only carries it out.
 */
export class AccountReads {
    /** The pauses that all reads of the account share. */
    readonly pace = new Pace();
    readonly #wabaId: string;
    readonly #options: AccountOptions;

    readonly #asked = new Set<string>();
    readonly #single = new Set<Promise<void>>();
    /** The members that all numbers read by themselves had in common. */
    #members: ReadonlySet<string> | undefined;

    readonly #list: AccountList;
    /** Pages may come in a batch. If one did not, each later page gets its own request. */
    #doPagesRide = true;
    #page: AwaitedPage | undefined;

    /** Storage that was requested or has come, both asked for and read ahead. */
    readonly #storage = new Map<string, Promise<Kept | undefined>>();
    readonly #ahead = new Set<string>();
    readonly #lastAsked: string[] = [];
    #waiting: Waiting[] = [];
    #batchesOut = 0;
    #isLookDue = false;
    readonly #said = new Set<string>();

    constructor(wabaId: string, options: AccountOptions) {
        this.#wabaId = wabaId;
        this.#list = new AccountList(wabaId);
        this.#options = options;
    }

    /** Says whether this is the first time that somebody asks for the number, and notes it. */
    isFirstAsked(phoneNumberId: string): boolean {
        const isFirst = !this.#asked.has(phoneNumberId);
        this.#asked.add(phoneNumberId);
        return isFirst;
    }

    /**
     * Notes a number that is read by itself. The list must show every member that all such numbers
     * have.
     *
     * @param reading - the answer that is on its way.
     */
    noteSingle(reading: Promise<JsonObject>): void {
        const noted = reading
            .then((node) => {
                const members = membersOf(phoneNumberIn(node));
                this.#members = new Set(
                    [...members].filter((name) => this.#members?.has(name) ?? true),
                );
            })
            .catch(() => undefined)
            .finally(() => this.#single.delete(noted));
        this.#single.add(noted);
    }

    /** The number as the list shows it, if that is as good as a single read. */
    async number(phoneNumberId: string, fields: string): Promise<HttpAnswer | undefined> {
        const wanted = withoutHealth(fields);
        while (this.#list.find(phoneNumberId) === undefined) {
            const page = this.#page ?? this.#awaitPage(wanted);
            if (page === undefined) return undefined;
            this.#lookSoon();
            await page.whenRead;
        }
        while (this.#members === undefined && this.#single.size > 0) {
            await Promise.race(this.#single);
        }
        const listed = this.#list.find(phoneNumberId);
        if (listed?.fields !== wanted || isOld(listed)) return undefined;
        const node = this.#shown(listed.node, fields !== wanted);
        if (node === undefined) return undefined;
        listed.end.answered += 1;
        return { httpStatus: 200, body: JSON.stringify(node), header: () => undefined };
    }

    /** The storage of a number from a batch. */
    async storage(phoneNumberId: string): Promise<HttpAnswer | undefined> {
        this.#lastAsked.push(phoneNumberId);
        if (!this.#storage.has(phoneNumberId) && !this.#canBatch(phoneNumberId)) return undefined;
        const kept = await (this.#storage.get(phoneNumberId) ?? this.#queued(phoneNumberId));
        if (kept === undefined || isOld(kept)) return undefined;
        this.#ahead.delete(phoneNumberId);
        // A second request wants a new reading.
        this.#storage.set(phoneNumberId, Promise.resolve(undefined));
        return kept.answer;
    }

    /** The next page, if it may be read for a number that no page has shown so far. */
    #awaitPage(fields: string): AwaitedPage | undefined {
        const end = this.#list.bestEnd();
        if (end === undefined) return undefined;
        if (mayReadPage(this.#tally())) return this.#awaited(end, fields);
        if (this.#list.pages > 0) {
            this.#sayOnce("what its list has not shown so far is read one by one");
        }
        return undefined;
    }

    #awaited(end: ListEnd, fields: string): AwaitedPage {
        let resolve = (): void => undefined;
        const whenRead = new Promise<void>((resolved) => {
            resolve = resolved;
        });
        return (this.#page = { end, fields, whenRead, resolve, isSent: false });
    }

    #canBatch(phoneNumberId: string): boolean {
        return this.#options.batches.areAllowed && this.#list.find(phoneNumberId) !== undefined;
    }

    #queued(id: string): Promise<Kept | undefined> {
        this.#lookSoon();
        return new Promise((resolve) => this.#waiting.push({ id, resolve }));
    }

    /** Requests of the same moment are sent together. */
    #lookSoon(): void {
        if (this.#isLookDue) return;
        this.#isLookDue = true;
        setImmediate(() => {
            this.#isLookDue = false;
            while (this.#isWorthSending()) this.#sendNext();
        });
    }

    /** A batch that is not full waits for the earlier batch, which may bring more requests. */
    #isWorthSending(): boolean {
        if (this.#page?.isSent === false) return true;
        const count = this.#waiting.length;
        return count >= MOST_IN_BATCH || (count > 0 && this.#batchesOut === 0);
    }

    #sendNext(): void {
        if (!this.#options.batches.areAllowed) this.#letGo();
        const page = this.#pageToSend();
        const asked = this.#waiting.splice(0, MOST_IN_BATCH - (page === undefined ? 0 : 1));
        const room = MOST_IN_BATCH - asked.length - (page === undefined ? 0 : 1);
        const ahead = asked.length === 0 ? [] : this.#nearest(room);
        if (page !== undefined) page.isSent = true;
        if (page !== undefined && asked.length === 0) void this.#readPage(page);
        else if (asked.length + ahead.length === 1 && page === undefined) alone(asked);
        else void this.#readBatch(asked, ahead, page);
    }

    /** The page that a caller waits for, or the next page if this batch may carry it. */
    #pageToSend(): AwaitedPage | undefined {
        if (this.#page?.isSent === false) {
            if (!this.#doPagesRide) this.#letGo();
            return this.#page;
        }
        const { fields } = this.#list;
        const end = this.#list.bestEnd();
        const isNone = this.#page !== undefined || end === undefined || fields === undefined;
        if (isNone || !this.#doPagesRide || !mayCarryPage(end)) return undefined;
        return this.#awaited(end, fields);
    }

    /** Tells those who wait to read by themselves. */
    #letGo(): void {
        alone(this.#waiting.splice(0));
    }

    /** The neighbours in the list whose storage is likely to be asked for. */
    #nearest(room: number): readonly string[] {
        const lastPlaces = this.#lastAsked
            .slice(-LAST_PLACES)
            .flatMap((id) => this.#list.find(id)?.place ?? []);
        const count = Math.min(room, storageToReadAhead(this.#tally(), lastPlaces));
        if (count < room && this.#ahead.size >= WORTH_A_LINE) {
            this.#sayOnce("storage that was read ahead is not asked for: less is read ahead now");
        }
        const isWanted = (other: number): boolean => {
            const id = this.#list.idAt(other);
            return id !== undefined && !this.#asked.has(id) && !this.#storage.has(id);
        };
        const place = lastPlaces.at(-1) ?? 0;
        const places = nearestPlaces({ place, farthest: this.#list.size, count, isWanted });
        return places.flatMap((other) => this.#list.idAt(other) ?? []);
    }

    async #readBatch(
        asked: readonly Waiting[],
        ahead: readonly string[],
        page: AwaitedPage | undefined,
    ): Promise<void> {
        const { source, batches } = this.#options;
        const ids = [...asked.map(({ id }) => id), ...ahead];
        const readables = [
            ...ids.map((id) => ({ path: phoneNumberPath(id, "settings") })),
            ...(page === undefined ? [] : [this.#list.readable(page)]),
        ];
        const atMs = Date.now();
        this.#batchesOut += 1;
        const answers = source.getMany(readables, this.pace).catch((error: unknown) => {
            batches.areAllowed = false;
            this.#sayOnce(`a batch was not answered: ${reasonOf(error)}. No more is sent`);
            return [];
        });
        ids.forEach((id, index) => {
            this.#storage.set(
                id,
                answers.then((all) => keptFrom(all[index], atMs)),
            );
        });
        for (const { id, resolve } of asked) resolve(this.#storage.get(id));
        for (const id of ahead) this.#ahead.add(id);
        const all = await answers;
        this.#batchesOut -= 1;
        if (page !== undefined) this.#takeFromBatch(page, all[ids.length], atMs);
        this.#lookSoon();
    }

    #takeFromBatch(page: AwaitedPage, answer: HttpAnswer | undefined, atMs: number): void {
        this.#doPagesRide = answer !== undefined && this.#list.take(page, answer, atMs);
        if (answer !== undefined && !this.#doPagesRide) {
            const about = this.#options.source.answerAbout(this.#path, answer);
            if (about.kind === "error") this.pace.hold(about.error);
        }
        this.#endPage(page);
    }

    async #readPage(page: AwaitedPage): Promise<void> {
        const atMs = Date.now();
        try {
            const answer = await this.#options.source.getWhole(
                this.#list.readable(page),
                this.pace,
            );
            if (!this.#list.take(page, answer, atMs)) this.#giveUp(page, "it is no list");
        } catch (error) {
            this.#giveUp(page, reasonOf(error));
        }
        this.#endPage(page);
    }

    #giveUp({ end }: AwaitedPage, reason: string): void {
        this.#list.giveUp(end);
        this.#sayOnce(
            end.sort === undefined
                ? `its list could not be read: ${reason}. Its numbers are read one by one`
                : `its list could not be read with the oldest first: ${reason}`,
        );
    }

    #endPage(page: AwaitedPage): void {
        this.#page = undefined;
        page.resolve();
    }

    /**
     * A number as a read of its own would show it. The list does not name the account: it is the
     * account whose list was read.
     *
     * @returns undefined if the list shows less than the reads of single numbers did.
     */
    #shown(node: JsonObject, asksForHealth: boolean): JsonObject | undefined {
        const members = this.#members;
        if (members === undefined) return undefined;
        const entities = [{ entity_type: "WABA", id: this.#wabaId }];
        const namesAccount = asksForHealth && members.has("wabaId");
        const shown = namesAccount ? { ...node, health_status: { entities } } : node;
        const there = membersOf(phoneNumberIn(shown));
        return [...members].every((name) => there.has(name)) ? shown : undefined;
    }

    get #path(): string {
        return `/${this.#wabaId}`;
    }

    #tally(): AccountTally {
        return {
            asked: this.#asked.size,
            pages: this.#list.pages,
            answered: this.#list.answered,
            unused: this.#ahead.size,
        };
    }

    #sayOnce(text: string): void {
        if (this.#said.has(text)) return;
        this.#said.add(text);
        this.#options.say(`WhatsApp Business account ${this.#wabaId}: ${text}`);
    }
}

function alone(waiting: readonly Waiting[]): void {
    for (const { resolve } of waiting) resolve(undefined);
}

function keptFrom(answer: HttpAnswer | undefined, atMs: number): Kept | undefined {
    return answer === undefined ? undefined : { answer, atMs };
}

function isOld({ atMs }: { readonly atMs: number }): boolean {
    return Date.now() - atMs > LONGEST_AGE_MS;
}

/**
 * The fields that the list is asked for. The health of a hundred numbers is large, and not needed.
 */
function withoutHealth(fields: string): string {
    return fields
        .split(",")
        .filter((field) => field !== "health_status")
        .join(",");
}

function membersOf(number: PhoneNumber): ReadonlySet<string> {
    return new Set(Object.keys(number));
}

function reasonOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
