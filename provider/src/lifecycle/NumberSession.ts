import type { Plan } from "../decisions/budget";
import { describeRefusals } from "../decisions/refusals";
import { isRegistered, isSettling, storageReadsAs } from "../decisions/registrationStatus";
import { isGraphError, type GraphError } from "../graph/GraphError";
import type { CountedOperation } from "../decisions/spentRequests";
import type { GraphTransport } from "../graph/GraphTransport";
import { getPhoneNumber, setTwoStepPin, type PhoneNumber } from "../graph/phoneNumber";
import { deregisterPhoneNumber, registerPhoneNumber } from "../graph/registration";
import {
    getStorageConfiguration,
    setStorageConfiguration,
    type StorageReading,
} from "../graph/settings";
import { isTransportError, type TransportError } from "../graph/TransportError";
import type { WriteOutcome } from "../graph/WriteOutcome";
import { type Attempt, failureOf, OperationFailure, sentence } from "./OperationFailure";
import { describeNumber, describeStorage } from "./describeReading";
import { settle } from "./settle";
import type { SpentLedger } from "./SpentLedger";

/** How a number is registered. */
export interface Registration {
    readonly pin: string;
    /** The region, where it goes into the body of the registration. */
    readonly bodyRegion: string | undefined;
    /** The number is down and declared, so that the last registration may be used for it. */
    readonly bringsBack: boolean;
}

export interface NumberSessionOptions {
    readonly phoneNumberId: string;
    readonly transport: GraphTransport;
    readonly ledger: SpentLedger;
    readonly now: () => Date;
    readonly sleep: (durationMs: number) => Promise<unknown>;
    readonly settleTimeoutMs: number;
    /** Says what is being done, for people who watch. */
    readonly progress: (message: string) => Promise<void>;
    /** What to add when Meta does not take the token. */
    readonly tokenAdvice: string;
}

// Meta's codes (error code page, read 2026-11-22).
const TOKEN_UNUSABLE = 190;
const DEREGISTRATION_INCOMPLETE = 133000;
const INVALID_PARAMETER = 100;

/** One number within one operation: what was read of it, what was sent for it, what came of it. */
export class NumberSession {
    readonly #options: NumberSessionOptions;
    #phoneNumber: PhoneNumber | undefined;
    #storage: StorageReading | undefined;
    #registeredAt: string | undefined;
    #pinProvedAt: string | undefined;
    #pin: string | undefined;
    #triedPin: string | undefined;
    #hasTakenEffect = false;
    #isPinUnknown = false;

    constructor(options: NumberSessionOptions) {
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

    get registeredAt(): string | undefined {
        return this.#registeredAt;
    }

    /** The PIN that Meta took in this operation, and when. */
    get provedPin(): { readonly pin: string; readonly at: string } | undefined {
        if (this.#pin === undefined || this.#pinProvedAt === undefined) return undefined;
        return { pin: this.#pin, at: this.#pinProvedAt };
    }

    /** The PIN that a registration was tried with last. */
    get triedPin(): string | undefined {
        return this.#triedPin;
    }

    /** A PIN was sent and no answer came: the number has the old or the new one. */
    get isPinUnknown(): boolean {
        return this.#isPinUnknown;
    }

    get ledger(): SpentLedger {
        return this.#options.ledger;
    }

    /** A write was accepted, or may have been. */
    get hasTakenEffect(): boolean {
        return this.#hasTakenEffect;
    }

    /** Reads the number (`GET /{id}`). */
    async read(): Promise<PhoneNumber> {
        try {
            this.#phoneNumber = await getPhoneNumber(this.#options.transport, this.phoneNumberId);
            return this.#phoneNumber;
        } catch (error) {
            throw this.#readingFailure("read", error);
        }
    }

    /** Reads the number's storage (`GET /{id}/settings`). */
    async readStorage(): Promise<StorageReading> {
        try {
            this.#storage = await getStorageConfiguration(
                this.#options.transport,
                this.phoneNumberId,
            );
            return this.#storage;
        } catch (error) {
            throw this.#readingFailure("read the storage settings of", error);
        }
    }

    /** Takes note that deregistering switched local storage off, which saves a reading. */
    noteStorageSwitchedOff(): void {
        if (this.#storage?.kind !== "answered") return;
        this.#storage = { kind: "answered", storage: { state: "off" } };
    }

    /** Writes where data rests (`POST /{id}/settings`) and waits until it reads so. */
    async writeStorage(region: string | undefined): Promise<void> {
        const { transport } = this.#options;
        const verb =
            region === undefined ? "switch off local storage of" : `set region ${region} of`;
        const outcome = await setStorageConfiguration(transport, this.phoneNumberId, region);
        if (outcome.kind === "refused") {
            const { message } = failureOf(this.#attempt(verb, outcome.error), outcome.error);
            throw new OperationFailure("region", message, outcome.error);
        }
        this.#throwUnlessSent(verb, outcome);
        if (await this.settleStorage(region)) return;
        throw new OperationFailure(
            outcome.kind === "unanswered" ? "unknown" : "region",
            sentence(
                this.#attempt(verb),
                `the settings were sent, but ${describeStorage(this.#storage)}. Nothing was ` +
                    "registered with it. Run again: the next run reads the settings first",
            ),
        );
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

    /** Sets the two-step PIN of a registered number (`POST /{id}`), which costs no registration. */
    async setPin(pin: string): Promise<void> {
        const at = this.#options.now().toISOString();
        const outcome = await setTwoStepPin(this.#options.transport, this.phoneNumberId, pin);
        if (outcome.kind === "unanswered") this.#isPinUnknown = true;
        this.#throwUnlessSent("set the PIN of", outcome);
        if (outcome.kind === "unanswered") {
            throw new OperationFailure(
                "unknown",
                sentence(
                    this.#attempt("set the PIN of"),
                    `${outcome.error.message}, so the number has the old or the new PIN. Run again: ` +
                        "the PIN is written once more, which costs no registration",
                ),
            );
        }
        this.#proved(pin, at);
    }

    /**
     * Registers the number (`POST /{id}/register`): one of ten in 72 hours. Returns when the
     * number reads as registered.
     */
    async register({ pin, bodyRegion, bringsBack }: Registration): Promise<void> {
        this.#refuseOverBudget("register", { register: 1, deregister: 0, bringsBack });
        await this.#options.progress("registering");
        this.#triedPin = pin;
        const at = this.#options.now().toISOString();
        const outcome = await this.#sendRegister(pin, bodyRegion);
        this.#throwUnlessSent("register", outcome);
        await this.#settleRegistration("register", outcome, true);
        this.#registeredAt = at;
        if (outcome.kind === "accepted") this.#proved(pin, at);
    }

    /**
     * Deregisters the number (`POST /{id}/deregister`): one of ten in 72 hours, and the number is
     * offline from then on. Returns when the number reads as not registered.
     */
    async deregister(): Promise<void> {
        const plan: Plan = { register: 0, deregister: 1, bringsBack: false };
        this.#refuseOverBudget("deregister", plan);
        await this.#options.progress("deregistering: the number is offline from here on");
        let outcome = await this.#sendDeregister();
        if (isIncompleteDeregistration(outcome)) {
            this.#refuseOverBudget("deregister", plan);
            outcome = await this.#sendDeregister();
        }
        if (saysNotRegistered(outcome) && !isRegistered(await this.read())) return;
        this.#throwUnlessSent("deregister", outcome);
        await this.#settleRegistration("deregister", outcome, false);
    }

    /** The last look before a counted request leaves: whatever was planned, it must fit now. */
    #refuseOverBudget(verb: CountedOperation, plan: Plan): void {
        const refusals = this.ledger.refusals(plan);
        if (refusals.length === 0) return;
        const { phoneNumberId } = this;
        const message = sentence({ verb, phoneNumberId }, describeRefusals(refusals));
        throw new OperationFailure("preflight", message);
    }

    async #sendRegister(
        pin: string,
        dataLocalizationRegion: string | undefined,
    ): Promise<WriteOutcome> {
        const { transport, ledger } = this.#options;
        const region = dataLocalizationRegion === undefined ? {} : { dataLocalizationRegion };
        return this.#noteEffect(
            await ledger.record("register", () =>
                registerPhoneNumber(transport, this.phoneNumberId, { pin, ...region }),
            ),
        );
    }

    async #sendDeregister(): Promise<WriteOutcome> {
        const { transport, ledger } = this.#options;
        return this.#noteEffect(
            await ledger.record("deregister", () =>
                deregisterPhoneNumber(transport, this.phoneNumberId),
            ),
        );
    }

    async #settleRegistration(
        verb: "register" | "deregister",
        outcome: WriteOutcome,
        wanted: boolean,
    ): Promise<void> {
        const isSettled = async (): Promise<boolean> => {
            const reading = await this.read();
            return isRegistered(reading) === wanted && !(wanted && isSettling(reading));
        };
        if (await settle(this.#options, isSettled)) return;
        const reading = this.#phoneNumber;
        if (reading !== undefined && isRegistered(reading) === wanted) return;
        const seconds = this.#options.settleTimeoutMs / 1000;
        const cause =
            outcome.kind === "unanswered"
                ? `${outcome.error.message}, and ${seconds} seconds later`
                : `Meta accepted it, but ${seconds} seconds later`;
        throw new OperationFailure(
            "unknown",
            sentence(
                this.#attempt(verb),
                `${cause} the number still reads ${describeNumber(reading)}. It may still take ` +
                    "effect. Run again: the next run reads the number before it sends anything",
            ),
        );
    }

    #throwUnlessSent(verb: string, outcome: WriteOutcome): void {
        this.#noteEffect(outcome);
        if (outcome.kind === "refused" || outcome.kind === "notSent") {
            throw failureOf(this.#attempt(verb, outcome.error), outcome.error);
        }
    }

    #noteEffect(outcome: WriteOutcome): WriteOutcome {
        if (outcome.kind === "accepted" || outcome.kind === "unanswered") {
            this.#hasTakenEffect = true;
        }
        return outcome;
    }

    #proved(pin: string, at: string): void {
        this.#pin = pin;
        this.#pinProvedAt = at;
    }

    #readingFailure(verb: string, error: unknown): unknown {
        if (!isGraphError(error) && !isTransportError(error)) return error;
        return failureOf(this.#attempt(verb, error), error);
    }

    #attempt(verb: string, error?: GraphError | TransportError): Attempt {
        const { phoneNumberId, tokenAdvice, ledger } = this.#options;
        const isTokenRefused = isGraphError(error) && error.graphCode === TOKEN_UNUSABLE;
        const isCounted = verb === "register" || verb === "deregister";
        return {
            verb,
            phoneNumberId,
            ...(isTokenRefused ? { nextStep: tokenAdvice } : {}),
            notes: isCounted ? [ledger.countOf(verb)] : [],
        };
    }
}

/** Meta has several words for a number that is not registered; only a reading proves it. */
function saysNotRegistered(outcome: WriteOutcome): boolean {
    if (outcome.kind !== "refused") return false;
    const { graphCode, entry } = outcome.error;
    return entry.errorClass === "alreadySo" || graphCode === INVALID_PARAMETER;
}

function isIncompleteDeregistration(outcome: WriteOutcome): boolean {
    return outcome.kind === "refused" && outcome.error.graphCode === DEREGISTRATION_INCOMPLETE;
}
