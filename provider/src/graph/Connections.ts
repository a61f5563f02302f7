/**
 * Limits the number of requests at a time. They go in the order they came, but writes go first,
 * because a write is already noted on disk.
 */
export class Connections {
    readonly #most: number;
    #taken = 0;
    readonly #writes: (() => void)[] = [];
    readonly #reads: (() => void)[] = [];

    /** @param most - how many requests may run at a time. */
    constructor(most: number) {
        this.#most = most;
    }

    /** Sends a request when there is room for it. */
    async use<T>(kind: "read" | "write", send: () => Promise<T>): Promise<T> {
        await this.#room(kind === "write" ? this.#writes : this.#reads);
        try {
            return await send();
        } finally {
            this.#next();
        }
    }

    #room(queue: (() => void)[]): Promise<void> {
        if (this.#taken < this.#most) {
            this.#taken += 1;
            return Promise.resolve();
        }
        return new Promise((resolve) => queue.push(resolve));
    }

    /** A waiting request gets the room before a new one. */
    #next(): void {
        const waiting = this.#writes.shift() ?? this.#reads.shift();
        if (waiting === undefined) this.#taken -= 1;
        else waiting();
    }
}
