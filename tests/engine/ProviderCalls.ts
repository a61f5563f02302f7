import { cleanEnvironment } from "./cleanEnvironment";
import type { ConfigValue, EngineLog, ProviderMethod } from "./Engine";
import { GrpcProviderPeer } from "./provider/GrpcProviderPeer";
import { ProviderProcess } from "./provider/ProviderProcess";
import { Diagnostics } from "./stand-in/Diagnostics";
import { addEngineService } from "./stand-in/addEngineService";
import { LoopbackServer } from "./stand-in/LoopbackServer";
import { configProperties } from "./stand-in/StackConfig";
import { nameOf, typeOf } from "./stand-in/urn";

export { ProviderError } from "./provider/ProviderError";
export { unknownValue } from "./stand-in/PropertyMap";

type Properties = Readonly<Record<string, unknown>>;

/** How a provider process is started for calls without an engine. */
export interface ProviderCallsOptions {
    /** The folder from which the provider is resolved. */
    readonly cwd: string;
    /** Environment of the process, in addition to a clean base. */
    readonly env?: Readonly<Record<string, string | undefined>>;
    /** The stack's config, by full key. */
    readonly config?: Readonly<Record<string, ConfigValue>>;
    /** The Node.js binary. Default: that of the tests. */
    readonly node?: string;
    /** Path of another `cmd/dynamic-provider`. */
    readonly entry?: string;
    /** The `__provider` text that is added to all properties. */
    readonly providerText?: string;
}

/** The frozen line. With it a stored resource finds its provider. */
const frozenLine = 'exports.handler = () => require("pulumi-whatsapp/provider");';

/** Starts the real provider process, configures it, and returns the calls that it serves. */
export async function startProviderProcess(options: ProviderCallsOptions): Promise<ProviderCalls> {
    const diagnostics = new Diagnostics();
    const server = new LoopbackServer();
    addEngineService(server, diagnostics);
    const process = await ProviderProcess.start({
        cwd: options.cwd,
        env: cleanEnvironment(options.env ?? {}),
        engineAddress: await server.listen(),
        node: options.node,
        entry: options.entry,
        output: {
            onLine: (line) => {
                diagnostics.add("info", "", line);
            },
        },
    });
    const calls = new ProviderCalls({
        process,
        server,
        diagnostics,
        providerText: options.providerText ?? frozenLine,
    });
    await calls.configure(options.config ?? {});
    return calls;
}

/** The calls of a provider process, without an engine in between. */
export class ProviderCalls {
    readonly #peer: GrpcProviderPeer;
    readonly #parts: {
        readonly process: ProviderProcess;
        readonly server: LoopbackServer;
        readonly diagnostics: Diagnostics;
        readonly providerText: string;
    };

    constructor(parts: {
        readonly process: ProviderProcess;
        readonly server: LoopbackServer;
        readonly diagnostics: Diagnostics;
        readonly providerText: string;
    }) {
        this.#parts = parts;
        this.#peer = new GrpcProviderPeer(parts.process);
    }

    /** The provider's log, and the output of its process. */
    get logs(): readonly EngineLog[] {
        return this.#parts.diagnostics.logs;
    }

    /** Process id. */
    get pid(): number {
        return this.#parts.process.pid;
    }

    /** Gives the provider the stack's config. */
    async configure(config: Readonly<Record<string, ConfigValue>>): Promise<void> {
        await this.#peer.call("Configure", { args: configProperties(config) });
    }

    /** Check: returns the inputs to store, and why inputs are refused. */
    async check(
        urn: string,
        olds: Properties,
        news: Properties,
    ): Promise<{
        readonly inputs: Properties;
        readonly failures: readonly { readonly property: string; readonly reason: string }[];
    }> {
        const sentOlds = Object.keys(olds).length === 0 ? {} : this.#with(olds);
        const response = await this.#call("Check", urn, { olds: sentOlds, news: this.#with(news) });
        return {
            inputs: response["inputs"] as Properties,
            failures: (response["failures"] ?? []) as [],
        };
    }

    /** Diff of the old outputs and the new inputs. */
    async diff(
        urn: string,
        args: { readonly id: string; readonly olds: Properties; readonly news: Properties },
    ): Promise<{
        readonly changes?: "DIFF_SOME" | "DIFF_NONE";
        readonly replaces?: readonly string[];
        readonly deleteBeforeReplace?: boolean;
    }> {
        const { id, olds, news } = args;
        return await this.#call("Diff", urn, {
            id,
            olds: this.#with(olds),
            news: this.#with(news),
        });
    }

    /** Create. A partial state is thrown as a ProviderError. */
    async create(
        urn: string,
        news: Properties,
    ): Promise<{ readonly id: string; readonly outs: Properties }> {
        const response = await this.#call("Create", urn, { properties: this.#with(news) });
        return { id: String(response["id"]), outs: response["properties"] as Properties };
    }

    /** Read. No id means that the resource is gone. */
    async read(
        urn: string,
        args: { readonly id: string; readonly props?: Properties; readonly inputs?: Properties },
    ): Promise<{ readonly id?: string; readonly props: Properties; readonly inputs?: Properties }> {
        const { id, props, inputs } = args;
        const response = await this.#call("Read", urn, {
            id,
            ...(props === undefined ? {} : { properties: this.#with(props) }),
            ...(inputs === undefined ? {} : { inputs: this.#with(inputs) }),
        });
        const { properties, ...rest } = response;
        return { ...rest, props: properties as Properties };
    }

    /** Update in place. A partial state is thrown as a ProviderError. */
    async update(
        urn: string,
        args: { readonly id: string; readonly olds: Properties; readonly news: Properties },
    ): Promise<{ readonly outs: Properties }> {
        const { id, olds, news } = args;
        const request = { id, olds: this.#with(olds), news: this.#with(news) };
        const response = await this.#call("Update", urn, request);
        return { outs: response["properties"] as Properties };
    }

    /** Delete. */
    async delete(
        urn: string,
        args: { readonly id: string; readonly props: Properties },
    ): Promise<void> {
        await this.#call("Delete", urn, { id: args.id, properties: this.#with(args.props) });
    }

    /** Cancel, as the engine sends it. */
    async cancel(): Promise<void> {
        await this.#peer.call("Cancel", {});
    }

    /** Ends the process with a signal. */
    async kill(signal: NodeJS.Signals): Promise<void> {
        this.#parts.process.kill(signal);
        await this.#parts.process.ended();
        this.#parts.server.close();
    }

    /** Takes the engine away, as `kill -9` of the command line does. The process lives on. */
    loseEngine(): void {
        this.#peer.abandon();
        this.#parts.server.close();
    }

    /** Waits until the process has ended by itself. */
    async ended(): Promise<void> {
        await this.#parts.process.ended();
    }

    /** Ends process and server. */
    async close(): Promise<void> {
        await this.#peer.close();
        this.#parts.server.close();
    }

    async #call(method: ProviderMethod, urn: string, request: Properties): Promise<Properties> {
        return await this.#peer.call(method, {
            urn,
            name: nameOf(urn),
            type: typeOf(urn),
            ...request,
        });
    }

    #with(properties: Properties): Properties {
        return { __provider: this.#parts.providerText, ...properties };
    }
}
