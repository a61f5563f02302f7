import { isRegistered, isSettling } from "../decisions/registrationStatus";
import { storageReadsAs } from "../decisions/wantedStorage";
import { isGraphError, type GraphError } from "../graph/GraphError";
import type { GraphTransport } from "../graph/GraphTransport";
import { getPhoneNumber, type PhoneNumber } from "../graph/phoneNumber";
import {
    getStorageConfiguration,
    type StorageReading,
    type WantedStorage,
} from "../graph/settings";
import { isTransportError, type TransportError } from "../graph/TransportError";
import { type Attempt, failureOf } from "./OperationFailure";
import { settle, type Settled, type SettleOptions } from "./settle";

export interface NumberReaderOptions extends SettleOptions {
    readonly phoneNumberId: string;
    readonly transport: GraphTransport;
    /** What to do when Meta does not take the token. */
    readonly tokenAdvice: string;
}

// Meta's code for a token that it does not take (error code page, read 2026-11-22).
const TOKEN_UNUSABLE = 190;

/** Reads one number, and remembers how it read last. */
export class NumberReader {
    readonly #options: NumberReaderOptions;
    #phoneNumber: PhoneNumber | undefined;
    #storage: StorageReading | undefined;
    #isStorageLost = false;

    constructor(options: NumberReaderOptions) {
        this.#options = options;
    }

    get phoneNumberId(): string {
        return this.#options.phoneNumberId;
    }

    /** The last reading of the number. */
    get phoneNumber(): PhoneNumber | undefined {
        return this.#phoneNumber;
    }

    /** The last reading of its storage. */
    get storage(): StorageReading | undefined {
        return this.#storage;
    }

    /** Something was written, and no reading since then tells what the storage is. */
    get isStorageLost(): boolean {
        return this.#isStorageLost;
    }

    /** Says whether the last reading showed the number registered. */
    get isRegistered(): boolean {
        return this.#phoneNumber !== undefined && isRegistered(this.#phoneNumber);
    }

    /** Reads the number (`GET /{id}`). */
    async read(): Promise<PhoneNumber> {
        const { transport, phoneNumberId } = this.#options;
        const reading = getPhoneNumber(transport, phoneNumberId);
        return (this.#phoneNumber = await this.#answered("read", reading));
    }

    /** Reads the number's storage (`GET /{id}/settings`). */
    async readStorage(): Promise<StorageReading> {
        const { transport, phoneNumberId } = this.#options;
        const reading = getStorageConfiguration(transport, phoneNumberId);
        this.#storage = await this.#answered("read the storage settings of", reading);
        this.#isStorageLost = false;
        return this.#storage;
    }

    /** Takes note that deregistering switched local storage off, which saves a reading. */
    noteStorageSwitchedOff(): void {
        if (this.#storage?.kind !== "answered") return;
        this.#storage = { kind: "answered", storage: { state: "off" } };
    }

    /** Reads until the number is registered, or not, or the settle time is over. */
    async settleRegistered(wanted: boolean): Promise<Settled> {
        const last = { isAsWanted: false };
        const settled = await settle(this.#options, async () => {
            const reading = await this.read();
            last.isAsWanted = isRegistered(reading) === wanted;
            return last.isAsWanted && !(wanted && isSettling(reading));
        });
        // Pending to the end is registered all the same: Meta accepted it, and it will connect.
        return last.isAsWanted ? { isSeen: true } : settled;
    }

    /** Reads the storage until it is as wanted or the settle time is over. */
    async settleStorage(wanted: WantedStorage): Promise<Settled> {
        // An answer from before the write must not be taken for one from after it.
        this.#storage = undefined;
        this.#isStorageLost = true;
        const settled = await settle(this.#options, async () => {
            const reading = await this.readStorage();
            // Settings that can't be read now will not be readable in a minute.
            return reading.kind === "unavailable" || storageReadsAs(reading.storage, wanted);
        });
        const isAnswered = this.storage?.kind === "answered";
        return isAnswered ? settled : { ...settled, isSeen: false };
    }

    /** What was tried, with better advice than the code alone gives where the token is at fault. */
    attempt(verb: string, error?: GraphError | TransportError): Attempt {
        const { phoneNumberId, tokenAdvice } = this.#options;
        const isTokenRefused = isGraphError(error) && error.graphCode === TOKEN_UNUSABLE;
        return { verb, phoneNumberId, ...(isTokenRefused ? { nextStep: tokenAdvice } : {}) };
    }

    async #answered<T>(verb: string, reading: Promise<T>): Promise<T> {
        try {
            return await reading;
        } catch (error) {
            if (!isGraphError(error) && !isTransportError(error)) throw error;
            throw failureOf(this.attempt(verb, error), error);
        }
    }
}
