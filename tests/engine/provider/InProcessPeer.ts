import { Metadata } from "@grpc/grpc-js";

import type { ProviderMethod, ResourceProviderModule } from "../Engine";
import { withoutSecrets, type PropertyMap } from "../stand-in/PropertyMap";
import { ProcessSurroundings } from "./ProcessSurroundings";
import { initFailureIn, ProviderError } from "./ProviderError";
import { exactStructOf, propertiesOf } from "./providerMessages";
import type { ProviderPeer } from "./ProviderPeer";

const providerKey = "__provider";

/** The parts of a process that an in-process provider needs. */
export interface InProcessOptions {
    /** Loads the module again, as a new process would. */
    readonly load: () => ResourceProviderModule;
    readonly engineAddress: string;
    readonly env: Readonly<Record<string, string>>;
    /** The namespace of config keys that have none. */
    readonly project: string;
}

type Config = Readonly<Record<string, unknown>>;

/**
 * The provider's module in the planner's own process. It does what Pulumi's provider server does.
 */
export class InProcessPeer implements ProviderPeer {
    readonly #module: ResourceProviderModule;
    readonly #project: string;
    readonly #surroundings: ProcessSurroundings;
    #config: Config = {};
    #configured = false;
    #killed = false;
    readonly #killers = new Set<(error: ProviderError) => void>();

    constructor(options: InProcessOptions) {
        this.#project = options.project;
        // The surroundings come first, because a module may read them while it is loaded.
        this.#surroundings = new ProcessSurroundings(options.env, options.engineAddress);
        this.#module = options.load();
    }

    async call(method: ProviderMethod, request: PropertyMap): Promise<PropertyMap> {
        if (this.#killed) throw gone();
        return await new Promise<PropertyMap>((resolve, reject) => {
            this.#killers.add(reject);
            this.#answer(method, request)
                .then(resolve, (error: unknown) => {
                    reject(failureOf(error, method));
                })
                .finally(() => this.#killers.delete(reject));
        });
    }

    kill(): void {
        this.#killed = true;
        for (const reject of this.#killers) reject(gone());
        this.#surroundings.restore();
    }

    abandon(): void {
        this.#surroundings.restore();
    }

    async close(): Promise<void> {
        this.kill();
        await Promise.resolve();
    }

    async #answer(method: ProviderMethod, request: PropertyMap): Promise<PropertyMap> {
        if (method === "Cancel") return {};
        if (method === "Configure") {
            this.#config = withoutSecrets(request["args"]) as Config;
            return {};
        }
        await this.#configureOnce();
        switch (method) {
            case "Check":
                return this.#check(request);
            case "Diff":
                return this.#diff(request);
            case "Create":
                return this.#create(request);
            case "Read":
                return this.#read(request);
            case "Update":
                return this.#update(request);
            case "Delete":
                await this.#module.delete?.(idIn(request), sent(request, "properties"));
                return {};
        }
    }

    // As in the server, calls that arrive while `configure` runs do not wait for it.
    async #configureOnce(): Promise<void> {
        if (this.#configured) return;
        this.#configured = true;
        const get = (key: string): string | undefined => {
            const value = this.#config[key.includes(":") ? key : `${this.#project}:${key}`];
            return typeof value === "string" ? value : undefined;
        };
        const required = (key: string): string => {
            const value = get(key);
            if (value === undefined) throw new Error(`Missing required configuration key: ${key}`);
            return value;
        };
        await this.#module.configure?.({ config: { get, require: required } });
    }

    async #check(request: PropertyMap): Promise<PropertyMap> {
        const news = sent(request, "news");
        const result = await this.#module.check?.(sent(request, "olds"), news);
        const inputs = {
            ...((result?.inputs ?? news) as PropertyMap),
            [providerKey]: news[providerKey],
        };
        const failures = (result?.failures ?? []).map(({ property, reason }) => ({
            property,
            reason,
        }));
        return { inputs: overTheWire(inputs), ...(failures.length === 0 ? {} : { failures }) };
    }

    async #diff(request: PropertyMap): Promise<PropertyMap> {
        if (this.#module.diff === undefined) return {};
        const result = await this.#module.diff(
            idIn(request),
            sent(request, "olds"),
            sent(request, "news"),
        );
        const { changes, replaces = [], deleteBeforeReplace = false } = result;
        return {
            ...(replaces.length === 0 ? {} : { replaces: [...replaces] }),
            ...(changes === undefined ? {} : { changes: changes ? "DIFF_SOME" : "DIFF_NONE" }),
            ...(deleteBeforeReplace ? { deleteBeforeReplace } : {}),
        };
    }

    async #create(request: PropertyMap): Promise<PropertyMap> {
        const props = sent(request, "properties");
        const result = await this.#module.create(props);
        // The server drops an id that is not a text.
        const id = typeof result.id === "string" ? result.id : "";
        return { id, properties: withProvider(result.outs, props) };
    }

    async #read(request: PropertyMap): Promise<PropertyMap> {
        const stored = sent(request, "properties");
        const props = Object.keys(stored).length === 0 ? sent(request, "inputs") : stored;
        if (this.#module.read === undefined) return { id: idIn(request), properties: props };
        const result = await this.#module.read(idIn(request), props);
        return {
            ...(result.id === undefined ? {} : { id: result.id }),
            properties: withProvider(result.props, props),
            ...(result.inputs === undefined ? {} : { inputs: withProvider(result.inputs, props) }),
        };
    }

    async #update(request: PropertyMap): Promise<PropertyMap> {
        const news = sent(request, "news");
        const result = await this.#module.update?.(idIn(request), sent(request, "olds"), news);
        return { properties: withProvider(result?.outs, news) };
    }
}

function idIn(request: PropertyMap): string {
    return String(request["id"]);
}

function sent(request: PropertyMap, key: string): Record<string, unknown> {
    return structuredClone((request[key] ?? {}) as Record<string, unknown>);
}

function withProvider(result: unknown, props: PropertyMap): PropertyMap {
    return overTheWire({ ...((result ?? {}) as PropertyMap), [providerKey]: props[providerKey] });
}

// Goes through the protocol's own value type, which refuses what it cannot hold.
function overTheWire(value: PropertyMap): PropertyMap {
    return propertiesOf(exactStructOf(value));
}

function failureOf(error: unknown, method: ProviderMethod): ProviderError {
    if (!(error instanceof Error)) return new ProviderError(String(error));
    const thrown = error as Error & {
        readonly id?: string;
        readonly properties?: PropertyMap;
        readonly reasons?: readonly string[];
        readonly metadata?: unknown;
    };
    const writes = method === "Create" || method === "Update";
    if (writes && thrown.id !== undefined && thrown.id !== "") {
        return new ProviderError(error.message, {
            resourceId: thrown.id,
            properties: overTheWire(thrown.properties ?? {}),
            reasons: [...(thrown.reasons ?? [])],
        });
    }
    const metadata = thrown.metadata instanceof Metadata ? thrown.metadata : undefined;
    return new ProviderError(error.message, initFailureIn(metadata));
}

function gone(): ProviderError {
    return new ProviderError("the provider process has ended");
}
