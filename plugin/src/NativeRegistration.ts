import type { Update } from "../../provider/src/decisions/changesBetween";
import type { InputFailure } from "../../provider/src/decisions/checkInputs";
import type { PhoneRegistrationProvider } from "../../provider/src/lifecycle/PhoneRegistrationProvider";
import { type Properties, withoutDynamic } from "./wire";

/** The resource that a call is about. */
export interface Registration {
    readonly urn: string;
    readonly id: string;
}

/** A change that a program asks for. */
export interface DeclaredChange {
    readonly olds: Properties;
    readonly news: Properties;
    /** Properties whose changes the program ignores. */
    readonly ignoreChanges: readonly string[];
}

/** The result of a diff. */
export interface NativeDiff {
    /** Also true if something must be checked although no property differs. */
    readonly changes: boolean;
    /** Properties whose change replaces, and properties that change in place. */
    readonly replaces: readonly string[];
    readonly updates: readonly string[];
}

// `check` adds these to the inputs of a dynamic resource, so that a person can read drift. A native
// provider shows drift in its detailed diff.
const driftProperties = ["registered", "displayNameRegistered"] as const;

/**
 * Phone registrations as a native provider has them, over the same lifecycle as the dynamic ones.
 *
 * The lifecycle wants the resource's URN and the drift among the inputs. This class adds both and
 * removes them again, so that a native state holds neither.
 */
export class NativeRegistration {
    readonly #lifecycle: PhoneRegistrationProvider;

    constructor(lifecycle: PhoneRegistrationProvider) {
        this.#lifecycle = lifecycle;
    }

    /** Validates inputs. */
    async check(
        urn: string,
        { olds, news }: Pick<DeclaredChange, "olds" | "news">,
    ): Promise<{ readonly inputs: Properties; readonly failures: readonly InputFailure[] }> {
        // `pulumi import` checks what was read. It has no PIN, and no program declares it yet.
        const isImport = "phoneNumberId" in olds && !("pin" in olds) && !("pin" in news);
        const declared = isImport ? news : { ...news, __urn: urn };
        const { inputs, failures } = await this.#lifecycle.check(olds, declared);
        return { inputs: storedInputs(inputs ?? {}), failures: failures ?? [] };
    }

    /** Says what would change. */
    async diff({ urn, id }: Registration, change: DeclaredChange): Promise<NativeDiff> {
        const news = { ...withDrift(change), __urn: urn };
        const { changes, replaces, updates } = await this.#lifecycle.diff(id, change.olds, news);
        return { changes, replaces, updates: updates.filter(isProperty) };
    }

    /** Registers. */
    async create(urn: string, inputs: Properties): Promise<{ id: string; outputs: Properties }> {
        const declared = withDrift({ olds: {}, news: inputs, ignoreChanges: [] });
        const { id, outs } = await this.#lifecycle.create({ ...declared, __urn: urn });
        return { id, outputs: withoutDynamic(outs ?? {}) };
    }

    /** Reads a stored resource again. */
    async read({ urn, id }: Registration, olds: Properties): Promise<NativeReading> {
        return reading(await this.#lifecycle.read(id, { ...olds, __urn: urn }));
    }

    /** Reads a resource that is new to the state, with the token that is named for it. */
    async import({ urn, id }: Registration, { tokenName }: Properties): Promise<NativeReading> {
        const named = tokenName === undefined ? {} : { tokenName };
        return reading(await this.#lifecycle.import(id, { ...named, __urn: urn }));
    }

    /** Changes in place. */
    async update({ urn, id }: Registration, change: DeclaredChange): Promise<Properties> {
        const news = { ...withDrift(change), __urn: urn };
        const { outs } = await this.#lifecycle.update(id, change.olds, news);
        return withoutDynamic(outs ?? {});
    }

    /** Deregisters. */
    async delete({ urn, id }: Registration, olds: Properties): Promise<void> {
        await this.#lifecycle.delete(id, { ...olds, __urn: urn });
    }
}

/** What a reading leaves in the state. */
export interface NativeReading {
    readonly outputs: Properties;
    readonly inputs: Properties;
}

function reading({
    props,
    inputs,
}: {
    readonly props?: Properties;
    readonly inputs?: Properties;
}): NativeReading {
    return { outputs: withoutDynamic(props ?? {}), inputs: storedInputs(inputs ?? {}) };
}

/** Inputs as they are stored, without the properties that only say how to handle drift. */
export function storedInputs(inputs: Properties): Properties {
    const shown = Object.entries(withoutDynamic(inputs)).filter(([name]) => !isDrift(name));
    return Object.fromEntries(shown);
}

/**
 * Adds drift as the lifecycle takes it. `true`: to be repaired. `false`: the program ignores it, as
 * with `ignoreChanges: ["registered"]`.
 */
function withDrift({ olds, news, ignoreChanges }: DeclaredChange): Properties {
    const drift = driftProperties.map((name) => {
        const isIgnored = ignoreChanges.includes(name) && olds[name] === false;
        return [name, !isIgnored] as const;
    });
    return { ...news, ...Object.fromEntries(drift) };
}

function isDrift(name: string): boolean {
    return driftProperties.some((drift) => drift === name);
}

/** Says whether an update is of a property. `unseen` is not: an earlier run was stopped. */
function isProperty(update: Update): boolean {
    return update !== "unseen";
}
