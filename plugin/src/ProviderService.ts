import type { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { type Host, processHost } from "../../provider/src/host/Host";
import { PhoneRegistrationProvider } from "../../provider/src/lifecycle/PhoneRegistrationProvider";
import { detailedDiff } from "./detailedDiff";
import { failureOf } from "./failures";
import { functions } from "./functions";
import { type DeclaredChange, NativeRegistration } from "./NativeRegistration";
import { previewedOutputs } from "./previewedOutputs";
import { protocolModule } from "./protocolModules";
import { configProblem, configReader, withSecrets } from "./ProviderConfig";
import { nativeResourceType } from "../../provider/src/resourceType";
import { pluginVersion, schemaText } from "./schema";
import { propertiesFrom, structFrom } from "./wire";

const { DiffChanges } = messages.DiffResponse;

/**
 * Pulumi's provider protocol: takes each message, calls the lifecycle and answers with a message.
 * One process serves one provider of one operation.
 */
export class ProviderService {
    #lifecycle: PhoneRegistrationProvider;
    #registrations: NativeRegistration;
    readonly #hostAt: (engineAddress?: string) => Host;
    #host: Host;

    /**
     * @param hostAt - makes the host of this process for an engine at an address. Without an
     * address, the engine is at the last argument of the process.
     */
    constructor(hostAt = hostOfPlugin) {
        this.#hostAt = hostAt;
        this.#host = hostAt();
        this.#lifecycle = new PhoneRegistrationProvider(this.#host);
        this.#registrations = new NativeRegistration(this.#lifecycle);
    }

    /** The calls that the engine makes. Other calls are answered as unknown. */
    get implementation(): UntypedServiceImplementation {
        return {
            handshake: unary((request: messages.ProviderHandshakeRequest) =>
                this.handshake(request),
            ),
            attach: unary((request: PluginAttach) => this.attach(request)),
            getPluginInfo: unary(() => pluginInfo()),
            getSchema: unary(() => new messages.GetSchemaResponse().setSchema(schemaText())),
            checkConfig: unary((request: messages.CheckRequest) => this.checkConfig(request)),
            diffConfig: unary((request: messages.DiffRequest) => this.diffConfig(request)),
            configure: unary((request: messages.ConfigureRequest) => this.configure(request)),
            check: unary((request: messages.CheckRequest) => this.check(request)),
            diff: unary((request: messages.DiffRequest) => this.diff(request)),
            create: unary((request: messages.CreateRequest) => this.create(request)),
            read: unary((request: messages.ReadRequest) => this.read(request)),
            update: unary((request: messages.UpdateRequest) => this.update(request)),
            delete: unary((request: messages.DeleteRequest) => this.delete(request)),
            invoke: unary((request: messages.InvokeRequest) => this.invoke(request)),
            cancel: unary(() => this.cancel()),
        };
    }

    /** Resolves when every call that has begun was answered. */
    idle(): Promise<void> {
        return this.#lifecycle.idle();
    }

    handshake(request: messages.ProviderHandshakeRequest): messages.ProviderHandshakeResponse {
        this.#meet(request.getEngineAddress());
        // Secrets arrive in plain text. The answers mark them by name, as in the dynamic provider.
        return new messages.ProviderHandshakeResponse();
    }

    attach(request: PluginAttach): Empty {
        this.#meet(request.getAddress());
        return new Empty();
    }

    async checkConfig(request: messages.CheckRequest): Promise<messages.CheckResponse> {
        const news = propertiesFrom(request.getNews());
        const response = new messages.CheckResponse().setInputs(structFrom(withSecrets(news)));
        const problem = configProblem(news, this.#host.env);
        // It names no property, because the engine would print the value, which may be a token.
        if (problem !== undefined) response.addFailures(failure("", problem));
        await this.#warnOfVersion(news["version"], request.getUrn());
        return response;
    }

    /** A changed configuration never replaces a number: it only says whom to ask and with what. */
    diffConfig(request: messages.DiffRequest): messages.DiffResponse {
        const [olds, news] = [request.getOldInputs() ?? request.getOlds(), request.getNews()];
        const isSame = JSON.stringify(sorted(olds)) === JSON.stringify(sorted(news));
        return new messages.DiffResponse().setChanges(
            isSame ? DiffChanges.DIFF_NONE : DiffChanges.DIFF_SOME,
        );
    }

    async configure(request: messages.ConfigureRequest): Promise<messages.ConfigureResponse> {
        const get = configReader(propertiesFrom(request.getArgs()));
        const require = (key: string): string => get(key) ?? "";
        await this.#lifecycle.configure({ config: { get, require } });
        return new messages.ConfigureResponse().setSupportspreview(true);
    }

    async check(request: messages.CheckRequest): Promise<messages.CheckResponse> {
        refuseOtherType(request.getUrn());
        const olds = propertiesFrom(request.getOlds());
        const news = propertiesFrom(request.getNews());
        const checked = await this.#registrations.check(request.getUrn(), { olds, news });
        const failures = checked.failures.map(({ property, reason }) => failure(property, reason));
        return new messages.CheckResponse()
            .setInputs(structFrom(checked.inputs))
            .setFailuresList(failures);
    }

    async diff(request: messages.DiffRequest): Promise<messages.DiffResponse> {
        const change = changeIn(request);
        const diff = await this.#registrations.diff(subjectOf(request), change);
        const response = new messages.DiffResponse()
            .setChanges(diff.changes ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE)
            .setReplacesList([...diff.replaces])
            .setDiffsList([...diff.replaces, ...diff.updates])
            .setStablesList(diff.replaces.includes("phoneNumberId") ? [] : ["phoneNumberId"])
            .setHasdetaileddiff(true);
        const map = response.getDetaileddiffMap();
        for (const [name, entry] of detailedDiff(diff, change.olds, change.news)) {
            map.set(name, entry);
        }
        return response;
    }

    async create(request: messages.CreateRequest): Promise<messages.CreateResponse> {
        const news = propertiesFrom(request.getProperties());
        if (request.getPreview()) {
            const outputs = previewedOutputs({ olds: {}, news, ignoreChanges: [] });
            return new messages.CreateResponse().setProperties(structFrom(outputs));
        }
        const { id, outputs } = await this.#registrations.create(request.getUrn(), news);
        return new messages.CreateResponse().setId(id).setProperties(structFrom(outputs));
    }

    async read(request: messages.ReadRequest): Promise<messages.ReadResponse> {
        const olds = propertiesFrom(request.getProperties());
        // A resource that is new to the state may name a token, as in `PhoneRegistration.get`.
        const { outputs, inputs } =
            "phoneNumberId" in olds
                ? await this.#registrations.read(subjectOf(request), olds)
                : await this.#registrations.import(subjectOf(request), olds);
        return new messages.ReadResponse()
            .setId(request.getId())
            .setProperties(structFrom(outputs))
            .setInputs(structFrom(inputs));
    }

    async update(request: messages.UpdateRequest): Promise<messages.UpdateResponse> {
        const change = changeIn(request);
        const outputs = request.getPreview()
            ? previewedOutputs(change)
            : await this.#registrations.update(subjectOf(request), change);
        return new messages.UpdateResponse().setProperties(structFrom(outputs));
    }

    async delete(request: messages.DeleteRequest): Promise<Empty> {
        const olds = propertiesFrom(request.getProperties());
        await this.#registrations.delete(subjectOf(request), olds);
        return new Empty();
    }

    async invoke(request: messages.InvokeRequest): Promise<messages.InvokeResponse> {
        const lookUp = functions.get(request.getTok());
        if (lookUp === undefined) {
            throw new Error(`The package whatsapp has no function ${request.getTok()}.`);
        }
        const answer = await lookUp(this.#lifecycle, propertiesFrom(request.getArgs()));
        return new messages.InvokeResponse().setReturn(structFrom(answer));
    }

    cancel(): Empty {
        this.#lifecycle.cancel();
        return new Empty();
    }

    /**
     * Notes the address of the engine. An engine that attaches to a running plugin begins a new
     * operation.
     */
    #meet(engineAddress: string): void {
        if (engineAddress === "" || engineAddress === this.#host.engineAddress) return;
        this.#host = this.#hostAt(engineAddress);
        this.#lifecycle = new PhoneRegistrationProvider(this.#host);
        this.#registrations = new NativeRegistration(this.#lifecycle);
    }

    async #warnOfVersion(asked: unknown, urn: string): Promise<void> {
        if (typeof asked !== "string" || asked === pluginVersion) return;
        const text =
            `this is plugin ${pluginVersion} of pulumi-whatsapp, and the program's SDK is ${asked}: ` +
            "what only one of them knows is refused or left out. Install the same version of both";
        await this.#host.log.log("warning", text, urn);
    }
}

function hostOfPlugin(engineAddress?: string): Host {
    return processHost({
        load: protocolModule,
        ...(engineAddress === undefined ? {} : { engineAddress }),
    });
}

function pluginInfo(): PluginInfo {
    return new PluginInfo().setVersion(pluginVersion);
}

function sorted(struct: Parameters<typeof propertiesFrom>[0]): readonly [string, unknown][] {
    return Object.entries(propertiesFrom(struct)).sort(([a], [b]) => (a < b ? -1 : 1));
}

function refuseOtherType(urn: string): void {
    const type = urn.split("::").at(2)?.split("$").at(-1) ?? "";
    if (type === nativeResourceType) return;
    throw new Error(`The package whatsapp has no resource ${type}; it has ${nativeResourceType}.`);
}

function failure(property: string, reason: string): messages.CheckFailure {
    return new messages.CheckFailure().setProperty(property).setReason(reason);
}

function subjectOf(request: { getUrn(): string; getId(): string }) {
    return { urn: request.getUrn(), id: request.getId() };
}

function changeIn(request: messages.DiffRequest | messages.UpdateRequest): DeclaredChange {
    return {
        olds: propertiesFrom(request.getOlds()),
        news: propertiesFrom(request.getNews()),
        ignoreChanges: request.getIgnorechangesList(),
    };
}

function unary<Request, Response>(answer: (request: Request) => Response | Promise<Response>) {
    return (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>): void => {
        const answered = (async () => answer(call.request))();
        answered.then(
            (response) => {
                done(null, response);
            },
            (error: unknown) => {
                done(failureOf(error));
            },
        );
    };
}
