/**
 * Lets so many requests be on their way at a time, in the order they came, but writes first: a write
 * is noted on disk and waits for nothing but its turn.
 */
export class Connections {
    readonly #most: number;
    #taken = 0;
    readonly #writes: (() => void)[] = [];
    readonly #reads: (() => void)[] = [];

    /** @param most - how many requests may be on their way. */
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

    /** The room goes on to who waits, so that nobody who comes now gets it first. */
    #next(): void {
        const waiting = this.#writes.shift() ?? this.#reads.shift();
        if (waiting === undefined) this.#taken -= 1;
        else waiting();
    }
}
