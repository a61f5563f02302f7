import {
    describeRefusals,
    refusalsToRegister,
    refusalsToReplace,
    refusalToAdopt,
    type Refusal,
} from "../decisions/refusals";
import { backupToSend } from "../decisions/backup";
import { isRegistered, type NumberReading } from "../decisions/registrationStatus";
import { storageReadsAs, wantedStorage } from "../decisions/wantedStorage";
import type { PhoneNumber } from "../graph/phoneNumber";
import type { OnPremisesBackup } from "../graph/registration";
import type { StorageReading, WantedStorage } from "../graph/settings";
import type { Declared } from "./bringUp";
import { bringUpByPin, provedPin } from "./bringUpByPin";
import { carryOut } from "./carryOut";
import { describeStorage } from "./describeReading";
import type { NumberSession } from "./NumberSession";
import { openSession } from "./openSession";
import { type Operation, stackOf } from "./Operation";
import { OperationFailure, sentence } from "./OperationFailure";
import { refuseRemembered, refuseUnlessSafe } from "./preflight";
import type { RegistrationInputs, RegistrationState } from "./RegistrationInputs";
import { replaceRegistration } from "./replaceRegistration";
import { warnOfAccount } from "./warnOfAccount";

/** What `create` answers, in the words of Pulumi's interface. */
export interface CreateAnswer {
    readonly id: string;
    readonly outs: RegistrationState;
}

/**
 * Makes a number registered as declared, whatever it is now: registers it, adopts it where it is
 * so already, or does the whole replace where this stack manages it and its storage differs.
 *
 * @throws a plain error while nothing has been done, and a `PartialStateError` from then on.
 */
export async function create(
    operation: Operation,
    inputs: RegistrationInputs,
): Promise<CreateAnswer> {
    const { phoneNumberId, tokenName, __urn: urn } = inputs;
    const shown = operation.memory.shown(phoneNumberId);
    const session = openSession(
        operation,
        { phoneNumberId, tokenName, urn },
        shown?.spentRequests ?? [],
    );
    const creation = new Creation(operation, session, inputs);
    const outs = await carryOut(
        { operation, session, inputs, olds: shown },
        () => creation.makeRegistered(),
        () => creation.mustSave,
    );
    return { id: phoneNumberId, outs };
}

class Creation {
    readonly #operation: Operation;
    readonly #session: NumberSession;
    readonly #inputs: RegistrationInputs;
    #wasRegistered = false;

    constructor(operation: Operation, session: NumberSession, inputs: RegistrationInputs) {
        this.#operation = operation;
        this.#session = session;
        this.#inputs = inputs;
    }

    /** Something was done that the state has to tell; storage of an unregistered number is not. */
    get mustSave(): boolean {
        const { ledger, hasTakenEffect } = this.#session;
        const isCounted = ledger.hasSent("register") || ledger.hasSent("deregister");
        return isCounted || (this.#wasRegistered && hasTakenEffect);
    }

    async makeRegistered(): Promise<void> {
        const session = this.#session;
        const reading = await session.read();
        this.#refuseFor(refusalsToRegister(reading, this.#backup(reading) !== undefined));
        const { wabaId, __urn: urn } = this.#inputs;
        await warnOfAccount(this.#operation, { wabaId, urn }, reading);
        const storage = await session.readStorage();
        this.#wasRegistered = isRegistered(reading);
        if (!this.#wasRegistered) return this.#register();
        if (this.#isAsDeclared(storage)) return this.#adopt();
        if (!this.#isOurs()) {
            const there = describeStorage(storage);
            this.#refuseFor([refusalToAdopt(there, this.#storage)]);
        }
        await this.#replace(reading);
    }

    async #register(): Promise<void> {
        const bringsBack = this.#isOurs();
        refuseUnlessSafe(this.#operation, this.#session, {
            verb: "register",
            plan: { register: 1, deregister: 0, bringsBack },
            refusals: [],
        });
        this.#refuseRemembered();
        const configuredRecipe = this.#operation.configuration.localStorageRecipe;
        const { phoneNumber = {} } = this.#session;
        const declared = { ...this.#declared, backup: this.#backup(phoneNumber) };
        await bringUpByPin(this.#session, declared, {
            configuredRecipe,
            bringsBack,
            trustsReading: true,
            provedPin: provedPin(this.#olds),
        });
    }

    async #replace(reading: PhoneNumber): Promise<void> {
        const operation = this.#operation;
        const session = this.#session;
        const { phoneNumberId, __urn: urn } = this.#inputs;
        const { host, configuration } = operation;
        refuseUnlessSafe(operation, session, {
            verb: "move",
            // Both halves; the registration kept in reserve is the one for the way back.
            plan: { register: 1, deregister: 1, bringsBack: false },
            refusals: refusalsToReplace(reading, operation.isForced(phoneNumberId)),
        });
        this.#refuseRemembered();
        const startedMs = host.now().getTime();
        const replacement = {
            session,
            declared: this.#declared,
            known: wantedStorage(this.#olds ?? {}),
            configuredRecipe: configuration.localStorageRecipe,
            sleep: host.sleep,
            progress: (message: string) => operation.log("progress", message, urn),
        };
        await operation.takeDown(
            phoneNumberId,
            () => replaceRegistration(replacement),
            () => session.ledger.hasSent("deregister") && !session.isRegistered,
        );
        const seconds = Math.ceil((host.now().getTime() - startedMs) / 1000);
        await operation.log("info", `moved; offline for at most ${seconds} s`, urn);
    }

    #refuseRemembered(): void {
        const olds = this.#olds;
        if (olds === undefined) return;
        refuseRemembered(this.#operation, this.#session, { olds, inputs: this.#inputs });
    }

    #isAsDeclared(storage: StorageReading): boolean {
        if (storage.kind === "answered") return storageReadsAs(storage.storage, this.#storage);
        return this.#storage.kind === "off";
    }

    get #declared(): Declared {
        return { pin: this.#inputs.pin, storage: this.#storage };
    }

    get #storage(): WantedStorage {
        return wantedStorage(this.#inputs);
    }

    #backup(reading: NumberReading): OnPremisesBackup | undefined {
        return backupToSend(reading, this.#inputs.backup, this.#olds);
    }

    /** The outputs that this stack has of the number. */
    get #olds(): RegistrationState | undefined {
        return this.#operation.memory.shown(this.#inputs.phoneNumberId);
    }

    async #adopt(): Promise<void> {
        const unused = this.#inputs.backup === undefined ? "" : "; the backup is not needed";
        const text = `adopted: the number is registered as declared already, nothing was sent${unused}`;
        await this.#operation.log("info", text, this.#inputs.__urn);
    }

    /** This stack manages the number: it was shown the old outputs, or registered it last. */
    #isOurs(): boolean {
        const { phoneNumberId, __urn: urn } = this.#inputs;
        if (this.#operation.memory.shown(phoneNumberId) !== undefined) return true;
        const stack = stackOf(urn);
        const registeredBy = this.#operation.journal.registeringStack(phoneNumberId);
        return stack !== undefined && registeredBy === stack;
    }

    #refuseFor(refusals: readonly Refusal[]): void {
        if (refusals.length === 0) return;
        const { phoneNumberId } = this.#inputs;
        const attempt = { verb: "register", phoneNumberId };
        const message = sentence(attempt, describeRefusals(refusals));
        throw new OperationFailure("preflight", message);
    }
}
