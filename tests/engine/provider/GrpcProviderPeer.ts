import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
    DiffResponse,
    type CheckResponse,
    type CreateResponse,
    type ReadResponse,
    type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import type { ProviderMethod } from "../Engine";
import type { PropertyMap } from "../stand-in/PropertyMap";
import { providerErrorFrom } from "./ProviderError";
import * as messages from "./providerMessages";
import { propertiesOf } from "./providerMessages";
import type { ProviderPeer } from "./ProviderPeer";
import type { ProviderProcess } from "./ProviderProcess";

// The limit that Pulumi sets on its own channels.
const maxMessageBytes = 400 * 1024 * 1024;

const diffChanges = new Map<number, string>([
    [DiffResponse.DiffChanges.DIFF_NONE, "DIFF_NONE"],
    [DiffResponse.DiffChanges.DIFF_SOME, "DIFF_SOME"],
]);

interface RunningCall {
    cancel(): void;
}

type Answer<T> = (error: ServiceError | null, message: T) => void;

/** A provider process behind Pulumi's own protocol. */
export class GrpcProviderPeer implements ProviderPeer {
    readonly #process: ProviderProcess;
    readonly #client: ResourceProviderClient;
    readonly #running = new Set<RunningCall>();

    constructor(process: ProviderProcess) {
        this.#process = process;
        this.#client = new ResourceProviderClient(
            `127.0.0.1:${process.port}`,
            credentials.createInsecure(),
            {
                "grpc.max_receive_message_length": maxMessageBytes,
                "grpc.max_send_message_length": maxMessageBytes,
            },
        );
    }

    async call(method: ProviderMethod, request: PropertyMap): Promise<PropertyMap> {
        switch (method) {
            case "Configure":
                return this.#configure(request);
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
                return this.#delete(request);
            case "Cancel":
                return this.#cancel();
        }
    }

    kill(): void {
        this.#process.kill("SIGKILL");
    }

    abandon(): void {
        for (const call of this.#running) call.cancel();
        this.#client.close();
        this.#process.abandon();
    }

    async close(): Promise<void> {
        this.#client.close();
        await this.#process.close();
    }

    async #configure(request: PropertyMap): Promise<PropertyMap> {
        const message = messages.configureMessage(request);
        await this.#answered((done) => this.#client.configure(message, done));
        return {};
    }

    async #check(request: PropertyMap): Promise<PropertyMap> {
        const message = messages.checkMessage(request);
        const response = await this.#answered<CheckResponse>((done) =>
            this.#client.check(message, done),
        );
        const failures = response.getFailuresList().map((failure) => ({
            property: failure.getProperty(),
            reason: failure.getReason(),
        }));
        return {
            inputs: propertiesOf(response.getInputs()),
            ...(failures.length === 0 ? {} : { failures }),
        };
    }

    async #diff(request: PropertyMap): Promise<PropertyMap> {
        const message = messages.diffMessage(request);
        const response = await this.#answered<DiffResponse>((done) =>
            this.#client.diff(message, done),
        );
        const changes = diffChanges.get(response.getChanges());
        const replaces = response.getReplacesList();
        return {
            ...(replaces.length === 0 ? {} : { replaces }),
            ...(changes === undefined ? {} : { changes }),
            ...(response.getDeletebeforereplace() ? { deleteBeforeReplace: true } : {}),
        };
    }

    async #create(request: PropertyMap): Promise<PropertyMap> {
        const message = messages.createMessage(request);
        const response = await this.#answered<CreateResponse>((done) =>
            this.#client.create(message, done),
        );
        return { id: response.getId(), properties: propertiesOf(response.getProperties()) };
    }

    async #read(request: PropertyMap): Promise<PropertyMap> {
        const message = messages.readMessage(request);
        const response = await this.#answered<ReadResponse>((done) =>
            this.#client.read(message, done),
        );
        const inputs = response.getInputs()?.toJavaScript();
        return {
            ...(response.getId() === "" ? {} : { id: response.getId() }),
            properties: propertiesOf(response.getProperties()),
            ...(inputs === undefined ? {} : { inputs }),
        };
    }

    async #update(request: PropertyMap): Promise<PropertyMap> {
        const message = messages.updateMessage(request);
        const response = await this.#answered<UpdateResponse>((done) =>
            this.#client.update(message, done),
        );
        return { properties: propertiesOf(response.getProperties()) };
    }

    async #delete(request: PropertyMap): Promise<PropertyMap> {
        const message = messages.deleteMessage(request);
        await this.#answered((done) => this.#client.delete(message, done));
        return {};
    }

    async #answered<T>(send: (done: Answer<T>) => RunningCall): Promise<T> {
        return await new Promise<T>((resolve, reject) => {
            const call = send((error, message) => {
                this.#running.delete(call);
                if (error === null) resolve(message);
                else reject(providerErrorFrom(error));
            });
            this.#running.add(call);
        });
    }

    async #cancel(): Promise<PropertyMap> {
        await this.#answered((done) => this.#client.cancel(new Empty(), done));
        return {};
    }
}
