import type { RecordedRequest } from "./RecordedRequest";

/** The Graph requests that came in, in their order. */
export class Journal {
    #requests: RecordedRequest[] = [];
    #sequence = 0;

    /** The number of the next request. It continues after a `clear`. */
    nextSequence(): number {
        this.#sequence += 1;
        return this.#sequence;
    }

    /**
     * Keeps a request in its place. A batch comes before the calls in it, although it is answered
     * after them.
     *
     * @param request - the request, masked
     */
    record(request: RecordedRequest): void {
        const before = this.#requests.findLastIndex(({ sequence }) => sequence < request.sequence);
        this.#requests.splice(before + 1, 0, request);
    }

    /** The requests since the last `clear`. */
    get requests(): readonly RecordedRequest[] {
        return [...this.#requests];
    }

    /**
     * The letters of the requests, such as `N S W S R N S`.
     *
     * @param phoneNumberId - for this number only
     */
    letters(phoneNumberId?: string): string {
        return this.#requests
            .filter((each) => phoneNumberId === undefined || each.phoneNumberId === phoneNumberId)
            .map(({ letter }) => letter)
            .join(" ");
    }

    /** Forgets the requests. */
    clear(): void {
        this.#requests = [];
    }
}
