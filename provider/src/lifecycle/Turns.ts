/**
 * Runs tasks with the same key one after the other, in the order in which they came. Otherwise two
 * deletes of one number, or a delete and a create, would read and write at the same time.
 */
export class Turns {
    readonly #last = new Map<string, Promise<unknown>>();

    /** Says whether a task with that key runs or waits. */
    isTaken(key: string): boolean {
        return this.#last.has(key);
    }

    async take<T>(key: string, task: () => Promise<T>): Promise<T> {
        const previous = this.#last.get(key);
        const turn = (async () => {
            await previous?.catch(() => undefined);
            return task();
        })();
        this.#last.set(key, turn);
        try {
            return await turn;
        } finally {
            if (this.#last.get(key) === turn) this.#last.delete(key);
        }
    }
}
