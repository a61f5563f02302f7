import type { sendUnaryData, ServerUnaryCall } from "@grpc/grpc-js";
import { status } from "@grpc/grpc-js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
    ReadResourceResponse,
    RegisterResourceResponse,
    Result,
    SupportsFeatureResponse,
    type ReadResourceRequest,
    type RegisterResourceOutputsRequest,
    type RegisterResourceRequest,
    type SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { structOf } from "../provider/providerMessages";
import type { Deployment } from "./Deployment";
import type { EventQueue } from "./EventQueue";
import type { Goal, ProgramEvent, Registered } from "./Goal";
import type { LoopbackServer } from "./LoopbackServer";
import { emptyGoal } from "./emptyGoal";
import { goalOf } from "./goalOf";
import { TransformRunner } from "./TransformRunner";
import { configOfProvider } from "./StackConfig";
import { isProviderType, providerTypeOf, urnOf } from "./urn";

// The features that the stand-in has. The SDK works without the others.
const features = new Set(["secrets", "aliasSpecs", "deletedWith", "transforms"]);

type Handler<Request, Response> = (request: Request) => Promise<Response>;

/** Receives a program's registrations and passes them on in their order. */
export class MonitorService {
    readonly #deployment: Deployment;
    readonly #events: EventQueue<ProgramEvent>;
    readonly #goals = new Map<string, Goal>();
    readonly #defaults = new Map<string, Promise<string>>();
    readonly #transforms = new TransformRunner();
    readonly #operationEnded: Promise<unknown>;

    constructor(args: {
        readonly deployment: Deployment;
        readonly events: EventQueue<ProgramEvent>;
        readonly operationEnded: Promise<unknown>;
    }) {
        this.#deployment = args.deployment;
        this.#events = args.events;
        this.#operationEnded = args.operationEnded;
    }

    /** Adds the service to a server. */
    addTo(server: LoopbackServer): void {
        server.addService(ResourceMonitorService, {
            supportsFeature: unary(async (request: SupportsFeatureRequest) => {
                const response = new SupportsFeatureResponse();
                response.setHassupport(features.has(request.getId()));
                return await Promise.resolve(response);
            }),
            registerResource: unary((request: RegisterResourceRequest) => this.#register(request)),
            registerResourceOutputs: unary((request: RegisterResourceOutputsRequest) =>
                this.#registerOutputs(request),
            ),
            readResource: unary((request: ReadResourceRequest) => this.#read(request)),
            registerStackTransform: unary(
                async (request: Parameters<TransformRunner["addToStack"]>[0]) => {
                    this.#transforms.addToStack(request);
                    return await Promise.resolve(new Empty());
                },
            ),
            signalAndWaitForShutdown: unary(async () => {
                this.#events.end();
                await this.#operationEnded;
                return new Empty();
            }),
        });
    }

    /** Ends the connections to the program's callbacks. */
    close(): void {
        this.#transforms.close();
    }

    async #register(sent: RegisterResourceRequest): Promise<RegisterResourceResponse> {
        const parentUrn = sent.getParent();
        const request = await this.#transforms.transformed(sent);
        const parent = this.#goals.get(parentUrn);
        const { project, stack } = this.#deployment;
        const asked = goalOf(request, { project, stack, parent });
        const needsDefault = asked.custom && asked.provider === "" && !isProviderType(asked.type);
        const provider = needsDefault ? await this.#defaultProvider(asked.type) : asked.provider;
        const goal = { ...asked, provider };
        this.#goals.set(goal.urn, goal);
        this.#transforms.remember(goal.urn, sent);
        return responseOf(await this.#registered(goal));
    }

    #registered(goal: Goal): Promise<Registered> {
        return new Promise((resolve) => {
            this.#events.add({ kind: "register", registration: { goal, done: resolve } });
        });
    }

    // The default provider is a resource of its own. It is registered once, before the first
    // resource that needs it.
    #defaultProvider(resourceType: string): Promise<string> {
        const type = providerTypeOf(resourceType);
        const known = this.#defaults.get(type);
        if (known !== undefined) return known;
        const { project, stack, config } = this.#deployment;
        const urn = urnOf({ project, stack, type, name: "default", parent: "" });
        const goal = { ...emptyGoal(urn, type), properties: configOfProvider(type, config) };
        const reference = this.#registered(goal).then(({ resourceId }) => `${urn}::${resourceId}`);
        this.#defaults.set(type, reference);
        return reference;
    }

    async #registerOutputs(request: RegisterResourceOutputsRequest): Promise<Empty> {
        const outputs = request.getOutputs()?.toJavaScript() ?? {};
        await new Promise<void>((done) => {
            this.#events.add({ kind: "outputs", urn: request.getUrn(), outputs, done });
        });
        return new Empty();
    }

    async #read(request: ReadResourceRequest): Promise<ReadResourceResponse> {
        const { project, stack } = this.#deployment;
        const type = request.getType();
        const parent = request.getParent();
        const registered = await this.#readBy({
            urn: urnOf({ project, stack, type, name: request.getName(), parent }),
            type,
            resourceId: request.getId(),
            provider: request.getProvider() || (await this.#defaultProvider(type)),
            parent,
            properties: request.getProperties()?.toJavaScript() ?? {},
            dependencies: request.getDependenciesList(),
            additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        });
        const response = new ReadResourceResponse();
        response.setUrn(registered.urn);
        response.setProperties(structOf(registered.outputs));
        return response;
    }

    #readBy(
        read: Omit<Extract<ProgramEvent, { kind: "read" }>["read"], "done">,
    ): Promise<Registered> {
        return new Promise((done) => {
            this.#events.add({ kind: "read", read: { ...read, done } });
        });
    }
}

function responseOf(registered: Registered): RegisterResourceResponse {
    const response = new RegisterResourceResponse();
    response.setUrn(registered.urn);
    response.setId(registered.resourceId);
    response.setObject(structOf(registered.outputs));
    // For the program a skipped resource counts as failed.
    const results = { success: Result.SUCCESS, failed: Result.FAIL, skipped: Result.FAIL };
    response.setResult(results[registered.result]);
    return response;
}

function unary<Request, Response>(handler: Handler<Request, Response>) {
    return (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>): void => {
        handler(call.request).then(
            (response) => {
                done(null, response);
            },
            (error: unknown) => {
                const details = error instanceof Error ? error.message : String(error);
                done({ code: status.UNKNOWN, details });
            },
        );
    };
}
