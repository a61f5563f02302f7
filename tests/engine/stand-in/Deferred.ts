/** A promise that other code settles. */
export class Deferred<T> {
    readonly promise: Promise<T>;
    #resolve: (value: T) => void = () => undefined;
    #reject: (error: Error) => void = () => undefined;

    constructor() {
        this.promise = new Promise<T>((resolve, reject) => {
            this.#resolve = resolve;
            this.#reject = reject;
        });
    }

    /** Fulfils the promise. */
    resolve(value: T): void {
        this.#resolve(value);
    }

    /** Rejects the promise. */
    reject(error: Error): void {
        this.#reject(error);
    }
}
