import type {
    CheckResult,
    ConfigureRequest,
    CreateResult,
    ReadResult,
    ResourceProvider,
    UpdateResult,
} from "@pulumi/pulumi/dynamic";
import type { Host } from "../host/Host";
import { cleanJson } from "../host/secrets";
import { check } from "./check";
import { diff, type DiffAnswer } from "./diff";
import type { AccountQuestion, BudgetQuestion, NumberQuestion } from "./lookUp";
import { Operation } from "./Operation";
import type { RegistrationInputs } from "../decisions/RegistrationState";
import { PartialStateError } from "../host/PartialStateError";
import { quietError } from "../host/quietError";
import { isUnhealthyReadError } from "../host/UnhealthyReadError";

type Properties = Readonly<Record<string, unknown>>;

/**
 * The lifecycle of a phone registration, in the words and the order of Pulumi's interface.
 *
 * The code that talks to Meta is loaded on first use. Previews and updates without changes send
 * nothing, so they should not spend time on loading it.
 */
export class PhoneRegistrationProvider implements ResourceProvider<Properties, Properties> {
    readonly #operation: Operation;
    readonly #running = new Set<Promise<unknown>>();
    #config: ConfigureRequest["config"] | undefined;

    constructor(host: Host) {
        this.#operation = new Operation(host, (key) => this.#config?.get(key));
    }

    /** Takes the stack's configuration. Must not wait and must not throw: other calls do not wait for it. */
    configure(request: ConfigureRequest): Promise<void> {
        this.#config = request.config;
        return Promise.resolve();
    }

    check(olds: Properties, news: Properties): Promise<CheckResult<Properties>> {
        return this.#run(() => check(this.#operation, { olds, news }));
    }

    diff(id: string, olds: Properties, news: Properties): Promise<DiffAnswer> {
        return this.#run(() => diff(this.#operation, id, { olds, news }));
    }

    create(inputs: Properties): Promise<CreateResult<Properties>> {
        return this.#run(async () => {
            const { create } = await import("./create");
            const { id, outs } = await create(this.#operation, registrationInputs(inputs));
            return { id, outs: cleanJson({ ...outs }) };
        });
    }

    read(id: string, props?: Properties): Promise<ReadResult<Properties>> {
        return this.#run(async () => {
            const { read } = await import("./read");
            return read(this.#operation, { id, props: props ?? {} });
        });
    }

    /** Reads a number and its storage, to import it into the state. */
    import(id: string, props: Properties): Promise<ReadResult<Properties>> {
        return this.#run(async () => {
            const { read } = await import("./read");
            return read(this.#operation, { id, props, isImport: true });
        });
    }

    update(_id: string, olds: Properties, news: Properties): Promise<UpdateResult<Properties>> {
        return this.#run(async () => {
            const { update } = await import("./update");
            const outs = await update(this.#operation, olds, registrationInputs(news));
            return { outs: cleanJson({ ...outs }) };
        });
    }

    delete(id: string, props: Properties): Promise<void> {
        return this.#run(async () => {
            const { deregister } = await import("./delete");
            await deregister(this.#operation, id, props);
        });
    }

    /** Reads one number without adding it to a state. */
    phoneNumber(question: NumberQuestion): Promise<Properties> {
        return this.#run(async () => {
            const { phoneNumberOf } = await import("./lookUp");
            return cleanJson(await phoneNumberOf(this.#operation, question));
        });
    }

    /** Reads the numbers of an account. */
    phoneNumbers(question: AccountQuestion): Promise<readonly Properties[]> {
        return this.#run(async () => {
            const { phoneNumbersOf } = await import("./lookUp");
            return cleanJson(await phoneNumbersOf(this.#operation, question));
        });
    }

    /** Counts what is left of a number's two budgets. Sends nothing. */
    budgets(question: BudgetQuestion): Promise<Properties> {
        return this.#run(async () => {
            const { budgetsOfNumber } = await import("./lookUp");
            return cleanJson({ ...(await budgetsOfNumber(this.#operation, question)) });
        });
    }

    /** Starts nothing new from now on. Work that has begun is finished and noted. */
    cancel(): void {
        this.#operation.cancel();
    }

    /** Resolves when every call that has begun has returned. */
    async idle(): Promise<void> {
        await Promise.allSettled(this.#running);
    }

    async #run<T>(task: () => T | Promise<T>): Promise<T> {
        const running = (async () => task())();
        this.#running.add(running);
        try {
            return await running;
        } catch (error) {
            throw pulumiError(error);
        } finally {
            this.#running.delete(running);
        }
    }
}

/** `check` has validated the inputs. Only the PIN may be absent, if the resource was imported. */
function registrationInputs(inputs: Properties): RegistrationInputs {
    if (typeof inputs["pin"] !== "string") {
        throw new Error("pin is missing. Declare it before the number is registered or changed.");
    }
    return inputs as unknown as RegistrationInputs;
}

/**
 * An error that is safe for Pulumi's provider process: a message, and no property that the process
 * would misread (a `code` becomes a gRPC status, an `id` means "created").
 */
export function pulumiError(error: unknown): unknown {
    if (error instanceof PartialStateError || isUnhealthyReadError(error)) return error;
    return quietError(error instanceof Error ? error.message : String(error));
}
