import { AccountReads, type AccountSource } from "./AccountReads";
import type { HttpAnswer } from "./GraphAnswer";
import type { GraphCalls, GraphMemory, WriteOutcome } from "./GraphCalls";
import type { JsonObject } from "./jsonObject";
import type { Pace } from "./Pace";

/**
 * How the reads of many numbers become few requests: `auto` reads an account's numbers from its
 * list, and their storage in batches; `list` reads the storage of each number by itself; `off`
 * reads everything by itself.
 */
export type CoalescingMode = "auto" | "list" | "off";

/** The calls that finally send the reads. */
export interface CoalescedSource extends AccountSource {
    readonly memory: GraphMemory;
    get(path: string, query?: Readonly<Record<string, string>>, pace?: Pace): Promise<JsonObject>;
    post: GraphCalls["post"];
}

/** What coalesced reads need to know. */
export interface CoalescedReadsOptions {
    readonly mode: CoalescingMode;
    /** Whether this operation has written to a number: then no earlier answer may be used. */
    readonly isWritten: (phoneNumberId: string) => boolean;
    /** Receives what is worth a line at debug level. */
    readonly say: (text: string) => void;
}

/**
 * The calls of one token in one refresh: after a few reads of numbers of one account it reads the
 * account's list, answers further numbers from it, and reads their storage ahead in batches.
 *
 * It answers each number once in this way: a second read, and every read after a write, sends its
 * own request. If list or batch cannot answer, the number is read by itself, so nothing is lost.
 */
export class CoalescedReads implements GraphCalls {
    readonly #source: CoalescedSource;
    readonly #options: CoalescedReadsOptions;
    readonly #batches: { areAllowed: boolean };
    readonly #accounts = new Map<string, AccountReads>();
    /** The account of each number, as the stack knows it. */
    readonly #accountOf = new Map<string, AccountReads>();

    constructor(source: CoalescedSource, options: CoalescedReadsOptions) {
        this.#source = source;
        this.#options = options;
        this.#batches = { areAllowed: options.mode === "auto" };
    }

    /** What was learned from earlier answers. */
    get memory(): GraphMemory {
        return this.#source.memory;
    }

    /** Says which account a number is in, as far as the stack knows. */
    expect(phoneNumberId: string, wabaId: string | undefined): void {
        if (wabaId === undefined || !/^\d+$/.test(wabaId)) return;
        const account = this.#accounts.get(wabaId) ?? this.#newAccount(wabaId);
        this.#accounts.set(wabaId, account);
        this.#accountOf.set(phoneNumberId, account);
    }

    /** Reads; see {@link GraphCalls.get}. */
    async get(path: string, query: Readonly<Record<string, string>> = {}): Promise<JsonObject> {
        const [, id = "", edge, ...rest] = path.split("/");
        const account = this.#accountOf.get(id);
        if (account === undefined || rest.length > 0) return this.#source.get(path, query);
        if (edge === undefined) return this.#number(account, id, query);
        if (edge === "settings") return this.#storage(account, id);
        return this.#source.get(path, query, account.pace);
    }

    /** Writes; see {@link GraphCalls.post}. */
    post(path: string, body?: JsonObject, leastTimeoutMs?: number): Promise<WriteOutcome> {
        return this.#source.post(path, body, leastTimeoutMs);
    }

    async #number(
        account: AccountReads,
        id: string,
        query: Readonly<Record<string, string>>,
    ): Promise<JsonObject> {
        const path = `/${id}`;
        const isFirst = account.isFirstAsked(id);
        const answer =
            isFirst && this.#mayCoalesce(id)
                ? await account.number(id, query["fields"] ?? "")
                : undefined;
        const known = this.#understood(account, path, answer);
        if (known !== undefined) return known;
        const reading = this.#source.get(path, query, account.pace);
        account.noteSingle(reading);
        return reading;
    }

    async #storage(account: AccountReads, id: string): Promise<JsonObject> {
        const path = `/${id}/settings`;
        const answer = this.#mayCoalesce(id) ? await account.storage(id) : undefined;
        const known = this.#understood(account, path, answer);
        return known ?? this.#source.get(path, {}, account.pace);
    }

    /** What an answer says, if it says something and may still be used. */
    #understood(
        account: AccountReads,
        path: string,
        received: HttpAnswer | undefined,
    ): JsonObject | undefined {
        const [, id = ""] = path.split("/");
        if (received === undefined || !this.#mayCoalesce(id)) return undefined;
        const answer = this.#source.answerAbout(path, received);
        if (answer.kind === "value") return answer.value;
        account.pace.hold(answer.error);
        return undefined;
    }

    #mayCoalesce(id: string): boolean {
        return this.#options.mode !== "off" && !this.#options.isWritten(id);
    }

    #newAccount(wabaId: string): AccountReads {
        const { say } = this.#options;
        return new AccountReads(wabaId, { source: this.#source, batches: this.#batches, say });
    }
}
