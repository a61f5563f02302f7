import { Deferred } from "./Deferred";

/** Values in order: one side adds them, the other takes them. */
export class EventQueue<T> {
    readonly #values: T[] = [];
    #taker: Deferred<T | undefined> | undefined;
    #ended = false;
    #failure: Error | undefined;

    /** Adds a value. Ignored after the end. */
    add(value: T): void {
        if (this.#ended) return;
        const taker = this.#taker;
        this.#taker = undefined;
        if (taker === undefined) this.#values.push(value);
        else taker.resolve(value);
    }

    /** Says that no more values come, and why if something failed. Only the first end counts. */
    end(failure?: Error): void {
        if (this.#ended) return;
        this.#ended = true;
        this.#failure = failure;
        if (failure === undefined) this.#taker?.resolve(undefined);
        else this.#taker?.reject(failure);
        this.#taker = undefined;
    }

    /** The next value; `undefined` after the end, and a rejection after a failure. */
    async take(): Promise<T | undefined> {
        if (this.#values.length > 0) return this.#values.shift();
        if (this.#failure !== undefined) throw this.#failure;
        if (this.#ended) return undefined;
        this.#taker = new Deferred();
        return await this.#taker.promise;
    }
}
