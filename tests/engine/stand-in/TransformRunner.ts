import { credentials } from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import {
    CallbackInvokeRequest,
    type Callback,
    type CallbackInvokeResponse,
} from "@pulumi/pulumi/proto/callback_pb";
import {
    RegisterResourceRequest,
    TransformRequest,
    TransformResourceOptions,
    TransformResponse,
} from "@pulumi/pulumi/proto/resource_pb";

/** Runs the transforms that a program registered, for the resource, its parents and the stack. */
export class TransformRunner {
    readonly #stack: Callback[] = [];
    readonly #byUrn = new Map<
        string,
        { readonly own: readonly Callback[]; readonly parent: string }
    >();
    readonly #clients = new Map<string, CallbacksClient>();

    /** Adds a transform for every resource of the stack. */
    addToStack(callback: Callback): void {
        this.#stack.push(callback);
    }

    /** Keeps the transforms of a resource for its children. */
    remember(urn: string, request: RegisterResourceRequest): void {
        this.#byUrn.set(urn, { own: request.getTransformsList(), parent: request.getParent() });
    }

    /** The request after the transforms. */
    async transformed(request: RegisterResourceRequest): Promise<RegisterResourceRequest> {
        const inherited = this.#ofParents(request.getParent());
        const callbacks = [...request.getTransformsList(), ...inherited, ...this.#stack];
        if (callbacks.length === 0) return request;
        const result = RegisterResourceRequest.deserializeBinary(request.serializeBinary());
        for (const callback of callbacks) await this.#run(callback, result);
        return result;
    }

    /** Ends the connections to the program. */
    close(): void {
        for (const client of this.#clients.values()) client.close();
    }

    #ofParents(urn: string): readonly Callback[] {
        const found = this.#byUrn.get(urn);
        return found === undefined ? [] : [...found.own, ...this.#ofParents(found.parent)];
    }

    async #run(callback: Callback, request: RegisterResourceRequest): Promise<void> {
        const invoke = new CallbackInvokeRequest();
        invoke.setToken(callback.getToken());
        invoke.setRequest(transformRequestOf(request).serializeBinary());
        const client = this.#clientOf(callback.getTarget());
        const answer = await new Promise<CallbackInvokeResponse>((resolve, reject) => {
            client.invoke(invoke, (error, response) => {
                if (error === null) resolve(response);
                else reject(new Error(`invoke transform: ${error.details}`));
            });
        });
        const response = TransformResponse.deserializeBinary(answer.getResponse_asU8());
        if (response.hasProperties()) request.setObject(response.getProperties());
        const options = response.getOptions();
        if (options !== undefined) takeOver(options, request);
    }

    #clientOf(target: string): CallbacksClient {
        const known = this.#clients.get(target);
        if (known !== undefined) return known;
        const client = new CallbacksClient(target, credentials.createInsecure());
        this.#clients.set(target, client);
        return client;
    }
}

function transformRequestOf(request: RegisterResourceRequest): TransformRequest {
    const transform = new TransformRequest();
    transform.setType(request.getType());
    transform.setName(request.getName());
    transform.setCustom(request.getCustom());
    transform.setParent(request.getParent());
    transform.setProperties(request.getObject());
    transform.setOptions(optionsOf(request));
    return transform;
}

function optionsOf(request: RegisterResourceRequest): TransformResourceOptions {
    const options = new TransformResourceOptions();
    options.setDependsOnList(request.getDependenciesList());
    options.setIgnoreChangesList(request.getIgnorechangesList());
    options.setAliasesList(request.getAliasesList());
    options.setProvider(request.getProvider());
    options.setVersion(request.getVersion());
    options.setDeletedWith(request.getDeletedwith());
    options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
    options.setCustomTimeouts(request.getCustomtimeouts());
    if (request.hasProtect()) options.setProtect(request.getProtect() ?? false);
    if (request.hasRetainondelete())
        options.setRetainOnDelete(request.getRetainondelete() ?? false);
    if (request.getDeletebeforereplacedefined()) {
        options.setDeleteBeforeReplace(request.getDeletebeforereplace());
    }
    return options;
}

function takeOver(options: TransformResourceOptions, request: RegisterResourceRequest): void {
    request.setDependenciesList(options.getDependsOnList());
    request.setIgnorechangesList(options.getIgnoreChangesList());
    request.setAliasesList(options.getAliasesList());
    request.setProvider(options.getProvider());
    request.setDeletedwith(options.getDeletedWith());
    request.setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
    if (options.hasProtect()) request.setProtect(options.getProtect() ?? false);
    if (options.hasRetainOnDelete())
        request.setRetainondelete(options.getRetainOnDelete() ?? false);
    request.setDeletebeforereplacedefined(options.hasDeleteBeforeReplace());
    request.setDeletebeforereplace(options.getDeleteBeforeReplace() ?? false);
}
