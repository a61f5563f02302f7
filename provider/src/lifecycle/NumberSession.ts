import type { Plan } from "../decisions/budget";
import { DEREGISTRATION_INCOMPLETE, PIN_MISMATCH } from "../decisions/graphCodes";
import { describeRefusals } from "../decisions/refusals";
import type { CountedOperation } from "../decisions/spentRequests";
import { describeWanted } from "../decisions/wantedStorage";
import type { GraphError } from "../graph/GraphError";
import type { GraphTransport } from "../graph/GraphTransport";
import { setTwoStepPin } from "../graph/phoneNumber";
import {
    deregisterPhoneNumber,
    type OnPremisesBackup,
    registerPhoneNumber,
} from "../graph/registration";
import { setStorageConfiguration, type WantedStorage } from "../graph/settings";
import type { TransportError } from "../graph/TransportError";
import { withoutUndefined } from "../graph/jsonObject";
import type { WriteOutcome } from "../graph/GraphCalls";
import { describeNumber, describeStorage } from "./describeReading";
import { NumberReader, type NumberReaderOptions } from "./NumberReader";
import {
    type Attempt,
    failureOf,
    lastReading,
    OperationFailure,
    sentence,
} from "./OperationFailure";
import type { SpentLedger } from "./SpentLedger";

/** How a number is registered. */
export interface Registration {
    readonly pin: string;
    /** Where data is to rest, where the registration changes that. */
    readonly storage?: WantedStorage;
    /** Puts that into the body of the registration; otherwise the settings have it. */
    readonly isStorageInBody?: boolean;
    /** What the number brings along from the On-Premises API. */
    readonly backup?: OnPremisesBackup | undefined;
    /** The number is down and declared, so that the last registration may be used for it. */
    readonly bringsBack: boolean;
}

export interface NumberSessionOptions extends NumberReaderOptions {
    readonly ledger: SpentLedger;
    /** Says what is being done, for people who watch. */
    readonly progress: (message: string) => Promise<void>;
}

// Meta's code for nearly everything that it does not take (error code page, read 2026-11-22).
const INVALID_PARAMETER = 100;

// Meta's page on migrating from On-Premises, read 2026-11-22.
const MIGRATION_NOTE =
    "A migration that fails may leave the number down on the On-Premises API too; the next try " +
    "sends the backup again";

/**
 * One number within one operation: what was read of it, what was sent for it, what came of it.
 * Each write returns when its effect reads back, and throws an `OperationFailure` otherwise.
 */
export class NumberSession extends NumberReader {
    readonly ledger: SpentLedger;
    readonly #transport: GraphTransport;
    readonly #now: () => Date;
    readonly #progress: (message: string) => Promise<void>;
    readonly #settleTimeoutMs: number;
    #registeredAt: string | undefined;
    #provedPin: { readonly pin: string; readonly at: string } | undefined;
    #triedPin: string | undefined;
    #hasTakenEffect = false;
    #isPinUnknown = false;
    #isPinRefuted = false;
    #isMigrating = false;
    #registeredWith: WantedStorage | undefined;

    constructor(options: NumberSessionOptions) {
        super(options);
        this.ledger = options.ledger;
        this.#transport = options.transport;
        this.#now = options.now;
        this.#progress = options.progress;
        this.#settleTimeoutMs = options.settleTimeoutMs;
    }

    /** When this operation registered the number. */
    get registeredAt(): string | undefined {
        return this.#registeredAt;
    }

    /** Where data is to rest by what this operation registered the number with. */
    get registeredWith(): WantedStorage | undefined {
        return this.#registeredWith;
    }

    /** A backup was sent along with a registration. */
    get isMigrating(): boolean {
        return this.#isMigrating;
    }

    /** The PIN that Meta took in this operation, and when. */
    get provedPin(): { readonly pin: string; readonly at: string } | undefined {
        return this.#provedPin;
    }

    /** The PIN that a registration was tried with last. */
    get triedPin(): string | undefined {
        return this.#triedPin;
    }

    /** A PIN was sent and no answer came: the number has the old or the new one. */
    get isPinUnknown(): boolean {
        return this.#isPinUnknown;
    }

    /** Meta refused the PIN that a registration was tried with: it is not the number's. */
    get isPinRefuted(): boolean {
        return this.#isPinRefuted;
    }

    /** A write was accepted, or may have been. */
    get hasTakenEffect(): boolean {
        return this.#hasTakenEffect;
    }

    /** What was tried; of a counted request also what is spent. */
    override attempt(verb: string, error?: GraphError | TransportError): Attempt {
        const isCounted = verb === "register" || verb === "deregister";
        const notes = isCounted ? [this.ledger.countOf(verb)] : [];
        if (this.#isMigrating && isCounted) notes.unshift(MIGRATION_NOTE);
        return { ...super.attempt(verb, error), notes };
    }

    /** Writes where data rests (`POST /{id}/settings`). */
    async writeStorage(wanted: WantedStorage): Promise<void> {
        const verb =
            wanted.kind === "off"
                ? "switch off local storage of"
                : `set ${describeWanted(wanted)} of`;
        const outcome = await setStorageConfiguration(this.#transport, this.phoneNumberId, wanted);
        if (outcome.kind === "refused") {
            const { message } = failureOf(this.attempt(verb, outcome.error), outcome.error);
            throw new OperationFailure("region", message, outcome.error);
        }
        this.#throwUnlessSent(verb, outcome);
        const { isSeen, lost } = await this.settleStorage(wanted);
        if (isSeen) return;
        const read =
            lost === undefined ? describeStorage(this.storage) : "they could not be read back";
        const cause =
            `the settings were sent, and then ${read}. Nothing was registered with them. ` +
            `Run again: the next run reads the settings first${lastReading(lost)}`;
        const isUnknown = outcome.kind === "unanswered" || lost !== undefined;
        const kind = isUnknown ? "unknown" : "region";
        throw new OperationFailure(kind, sentence(this.attempt(verb), cause));
    }

    /** Sets the two-step PIN of a registered number (`POST /{id}`), which costs no registration. */
    async setPin(pin: string): Promise<void> {
        const at = this.#now().toISOString();
        const verb = "set the PIN of";
        const outcome = await setTwoStepPin(this.#transport, this.phoneNumberId, pin);
        this.#throwUnlessSent(verb, outcome);
        if (outcome.kind === "unanswered") {
            this.#isPinUnknown = true;
            const cause =
                `${outcome.error.message}, so the number has the old or the new PIN. Run again: ` +
                "the PIN is written once more, which costs no registration";
            throw new OperationFailure("unknown", sentence(this.attempt(verb), cause));
        }
        this.#provedPin = { pin, at };
    }

    /** Registers the number (`POST /{id}/register`): one of ten in 72 hours. */
    async register(registration: Registration): Promise<void> {
        const { pin, storage, isStorageInBody = false, bringsBack, backup } = registration;
        const wasRegistered = this.isRegistered;
        this.#refuseOverBudget("register", { register: 1, deregister: 0, bringsBack });
        await this.#progress("registering");
        const at = this.#now().toISOString();
        this.#triedPin = pin;
        this.#isMigrating = backup !== undefined;
        const inBody = isStorageInBody ? storage : undefined;
        const request = withoutUndefined({ pin, storage: inBody, backup });
        const outcome = await this.ledger.record("register", () =>
            registerPhoneNumber(this.#transport, this.phoneNumberId, request),
        );
        this.#isPinRefuted = hasCode(outcome, PIN_MISMATCH);
        if (this.#isPinRefuted) this.#provedPin = undefined;
        this.#throwUnlessSent("register", outcome);
        await this.#settle("register", outcome, true);
        this.#registeredWith = storage;
        // Of a number that was registered before, a reading does not tell whether this was taken.
        if (outcome.kind === "accepted" || !wasRegistered) this.#registeredAt = at;
        if (outcome.kind === "accepted") this.#provedPin = { pin, at };
    }

    /**
     * Deregisters the number (`POST /{id}/deregister`): one of ten in 72 hours, and the number is
     * offline from then on.
     */
    async deregister(): Promise<void> {
        let outcome = await this.#sendDeregister();
        if (hasCode(outcome, DEREGISTRATION_INCOMPLETE)) outcome = await this.#sendDeregister();
        if (saysNotRegistered(outcome)) {
            await this.read();
            if (!this.isRegistered) return;
        }
        this.#throwUnlessSent("deregister", outcome);
        await this.#settle("deregister", outcome, false);
    }

    async #sendDeregister(): Promise<WriteOutcome> {
        this.#refuseOverBudget("deregister", { register: 0, deregister: 1, bringsBack: false });
        await this.#progress("deregistering: the number is offline from here on");
        return this.ledger.record("deregister", () =>
            deregisterPhoneNumber(this.#transport, this.phoneNumberId),
        );
    }

    /** The last look before a counted request leaves: whatever was planned, it must fit now. */
    #refuseOverBudget(verb: CountedOperation, plan: Plan): void {
        const refusals = this.ledger.refusals(plan);
        if (refusals.length === 0) return;
        const { phoneNumberId } = this;
        const message = sentence({ verb, phoneNumberId }, describeRefusals(refusals));
        throw new OperationFailure("preflight", message);
    }

    async #settle(verb: CountedOperation, outcome: WriteOutcome, wanted: boolean): Promise<void> {
        const { isSeen, lost } = await this.settleRegistered(wanted);
        if (isSeen) return;
        const seconds = this.#settleTimeoutMs / 1000;
        const what = outcome.kind === "unanswered" ? outcome.error.message : "Meta accepted it";
        const read =
            lost === undefined
                ? `within ${seconds} seconds the number still reads ${describeNumber(this.phoneNumber)}`
                : `for ${seconds} seconds the number could not be read`;
        const cause =
            `${what}, and ${read}. It may still take effect. Run again: the next run reads the ` +
            `number before it sends anything${lastReading(lost)}`;
        throw new OperationFailure("unknown", sentence(this.attempt(verb), cause));
    }

    #throwUnlessSent(verb: string, outcome: WriteOutcome): void {
        if (outcome.kind === "accepted" || outcome.kind === "unanswered") {
            this.#hasTakenEffect = true;
            return;
        }
        throw failureOf(this.attempt(verb, outcome.error), outcome.error);
    }
}

/** Meta has several words for a number that is not registered; only a reading proves it. */
function saysNotRegistered(outcome: WriteOutcome): boolean {
    if (outcome.kind !== "refused") return false;
    const { graphCode, entry } = outcome.error;
    return entry.errorClass === "alreadySo" || graphCode === INVALID_PARAMETER;
}

function hasCode(outcome: WriteOutcome, graphCode: number): boolean {
    return outcome.kind === "refused" && outcome.error.graphCode === graphCode;
}
