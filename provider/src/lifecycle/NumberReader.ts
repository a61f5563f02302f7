import { isRegistered, isSettling, storageReadsAs } from "../decisions/registrationStatus";
import { isGraphError, type GraphError } from "../graph/GraphError";
import type { GraphTransport } from "../graph/GraphTransport";
import { getPhoneNumber, type PhoneNumber } from "../graph/phoneNumber";
import { getStorageConfiguration, type StorageReading } from "../graph/settings";
import { isTransportError, type TransportError } from "../graph/TransportError";
import { type Attempt, failureOf } from "./OperationFailure";
import { settle, type SettleOptions } from "./settle";

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
        return (this.#storage = await this.#answered("read the storage settings of", reading));
    }

    /** Takes note that deregistering switched local storage off, which saves a reading. */
    noteStorageSwitchedOff(): void {
        if (this.#storage?.kind !== "answered") return;
        this.#storage = { kind: "answered", storage: { state: "off" } };
    }

    /** Reads until the number is registered, or not; `false` when the settle time is over first. */
    async settleRegistered(wanted: boolean): Promise<boolean> {
        const isSettled = await settle(this.#options, async () => {
            const reading = await this.read();
            return isRegistered(reading) === wanted && !(wanted && isSettling(reading));
        });
        // Still settling is registered: Meta accepted it, and messages will follow.
        return isSettled || (this.#phoneNumber !== undefined && this.isRegistered === wanted);
    }

    /** Reads the storage until it is as wanted; `false` when the settle time is over first. */
    async settleStorage(region: string | undefined): Promise<boolean> {
        const isAnswered = await settle(this.#options, async () => {
            const reading = await this.readStorage();
            // Settings that can't be read will not be readable in a minute.
            return reading.kind === "unavailable" || storageReadsAs(reading.storage, region);
        });
        return isAnswered && this.#storage?.kind === "answered";
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
