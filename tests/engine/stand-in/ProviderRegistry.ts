import { RandomPasswordPeer, randomProviderType } from "../random/RandomPasswordPeer";
import { CallLog } from "./CallLog";
import type { PropertyMap } from "./PropertyMap";
import { ProviderClient } from "./ProviderClient";
import type { ResourceState } from "./ResourceState";
import { dynamicPackage, nameOf, packageOf, providerIdOf, providerUrnOf, typeOf } from "./urn";

/** Starts a process of a package's provider that is not configured yet. */
export type StartProvider = (packageName: string) => Promise<ProviderClient>;

/** The provider processes of one operation, one for each provider reference. */
export class ProviderRegistry {
    readonly #clients = new Map<string, ProviderClient>();
    readonly #all: ProviderClient[] = [];
    readonly #start: StartProvider;
    readonly #secondForDeletes: boolean;
    #spare: Promise<ProviderClient> | undefined;

    constructor(start: StartProvider, secondForDeletes: boolean) {
        this.#start = start;
        this.#secondForDeletes = secondForDeletes;
    }

    /** Starts a process early, as the engine loads a plugin when the program starts. */
    warmUp(): void {
        this.#spare = this.#started(dynamicPackage);
        // Its user awaits it. Until then a failed start is not reported.
        this.#spare.catch(() => undefined);
    }

    /** The process that serves a provider reference. */
    get(reference: string): ProviderClient {
        const client = this.#clients.get(reference);
        if (client === undefined) throw new Error(`unknown provider ${reference}`);
        return client;
    }

    /** The process that serves deletes of a provider reference. */
    async forDelete(reference: string, stored: readonly ResourceState[]): Promise<ProviderClient> {
        if (!this.#secondForDeletes) return this.get(reference);
        const key = `${reference} for deletes`;
        await this.#load(key, { reference, args: argsOf(reference, stored) });
        return this.get(key);
    }

    /** Loads the provider of a stored resource with its stored config, if it is not loaded yet. */
    async ensure(reference: string, stored: readonly ResourceState[]): Promise<void> {
        if (reference === "" || this.#clients.has(reference)) return;
        await this.#load(reference, { reference, args: argsOf(reference, stored) });
    }

    /**
     * Loads a provider with this config. `fresh` replaces a provider that is loaded with another
     * config.
     */
    async register(
        reference: string,
        args: PropertyMap,
        options: { readonly fresh: boolean },
    ): Promise<void> {
        if (options.fresh) this.#clients.delete(reference);
        await this.#load(reference, { reference, args });
    }

    /** All processes that were started. */
    get clients(): readonly ProviderClient[] {
        return this.#all;
    }

    /** Tells every process that the operation is cancelled or over. */
    async cancel(): Promise<void> {
        await Promise.all(this.#all.map((client) => client.cancel()));
    }

    /** Ends every process. */
    async close(): Promise<void> {
        await this.#spare?.catch(() => undefined);
        await Promise.all(this.#all.map((client) => client.close()));
    }

    async #load(
        key: string,
        provider: { readonly reference: string; readonly args: PropertyMap },
    ): Promise<void> {
        if (this.#clients.has(key)) return;
        const { reference, args } = provider;
        const client = await this.#clientFor(reference);
        this.#clients.set(key, client);
        await client.configure({
            urn: providerUrnOf(reference),
            id: providerIdOf(reference),
            args,
        });
    }

    async #clientFor(reference: string): Promise<ProviderClient> {
        const type = typeOf(providerUrnOf(reference));
        // A double. Nothing records its calls.
        if (type === randomProviderType) {
            return new ProviderClient(new RandomPasswordPeer(), new CallLog({}), -1);
        }
        const packageName = packageOf(type);
        if (packageName !== dynamicPackage) return await this.#started(packageName);
        const client = await (this.#spare ?? this.#started(packageName));
        this.#spare = undefined;
        return client;
    }

    async #started(packageName: string): Promise<ProviderClient> {
        const client = await this.#start(packageName);
        this.#all.push(client);
        return client;
    }
}

function argsOf(reference: string, stored: readonly ResourceState[]): PropertyMap {
    const urn = providerUrnOf(reference);
    const provider = stored.find((state) => state.urn === urn);
    if (provider === undefined)
        throw new Error(`could not find provider ${nameOf(urn)} in old state`);
    return provider.inputs;
}
