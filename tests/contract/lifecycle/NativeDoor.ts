import type { sendUnaryData, ServiceError } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { CheckResult, ConfigureRequest } from "@pulumi/pulumi/dynamic";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import schema from "../../../plugin/schema.json";
import { ProviderService } from "../../../plugin/src/ProviderService";
import type { Host } from "../../../provider/src/host/Host";
import type { DiffAnswer } from "../../../provider/src/lifecycle/diff";
import { providerErrorFrom } from "../../engine/provider/ProviderError";
import * as provider from "../../engine/provider/providerMessages";
import { propertiesOf } from "../../engine/provider/providerMessages";

type Properties = Readonly<Record<string, unknown>>;

/** Every config key that the plugin knows. */
const keys = Object.keys(schema.config.variables);

const type = "whatsapp:index:PhoneRegistration";

/**
 * The native plugin's protocol in this process, in the words of Pulumi's dynamic interface. So one
 * suite is valid for both doors. The dynamic door has the URN among the properties. This door puts
 * it there, and removes it from every message.
 */
export class NativeDoor {
    /** The protocol itself, for calls that the dynamic interface does not have. */
    readonly service: ProviderService;

    constructor(host: Host) {
        this.service = new ProviderService(() => host);
    }

    async configure({ config }: ConfigureRequest): Promise<void> {
        const given = keys.map((key): [string, unknown] => [key, config.get(`whatsapp:${key}`)]);
        const args = Object.fromEntries(given);
        await this.#call("configure", provider.configureMessage({ args }));
    }

    async check(olds: Properties, news: Properties): Promise<CheckResult<Properties>> {
        const urn = urnOf(news);
        const request = { urn, olds: sent(olds), news: sent(news) };
        const response = await this.#call<messages.CheckResponse>(
            "check",
            provider.checkMessage(request),
        );
        const failures = response.getFailuresList().map((failure) => failure.toObject());
        return { inputs: { ...kept(response.getInputs(), urn), ...ignoredDrift(news) }, failures };
    }

    async diff(id: string, olds: Properties, news: Properties): Promise<DiffAnswer> {
        const ignoreChanges = Object.keys(ignoredDrift(news));
        const request = { id, urn: urnOf(news), olds: sent(olds), news: sent(news), ignoreChanges };
        const response = await this.#call<messages.DiffResponse>(
            "diff",
            provider.diffMessage(request),
        );
        const replaces = response.getReplacesList();
        const changed = response.getDiffsList();
        return {
            changes: response.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME,
            replaces,
            updates: changed.filter((name) => !replaces.includes(name)) as DiffAnswer["updates"],
        };
    }

    async create(
        inputs: Properties,
    ): Promise<{ readonly id: string; readonly outs: Record<string, unknown> }> {
        const urn = urnOf(inputs);
        const response = await this.#call<messages.CreateResponse>(
            "create",
            provider.createMessage({ urn, properties: sent(inputs) }),
        );
        return { id: response.getId(), outs: kept(response.getProperties(), urn) };
    }

    async read(
        id: string,
        props: Properties = {},
    ): Promise<{
        readonly id: string;
        readonly props: Record<string, unknown>;
        readonly inputs: Record<string, unknown>;
    }> {
        const urn = urnOf(props);
        const response = await this.#call<messages.ReadResponse>(
            "read",
            provider.readMessage({ id, urn, properties: sent(props) }),
        );
        return {
            id: response.getId(),
            props: kept(response.getProperties(), urn),
            inputs: kept(response.getInputs(), urn),
        };
    }

    async update(
        id: string,
        olds: Properties,
        news: Properties,
    ): Promise<{ readonly outs: Record<string, unknown> }> {
        const urn = urnOf(news);
        const response = await this.#call<messages.UpdateResponse>(
            "update",
            provider.updateMessage({
                id,
                urn,
                olds: sent(olds),
                news: sent(news),
                ignoreChanges: Object.keys(ignoredDrift(news)),
            }),
        );
        return { outs: kept(response.getProperties(), urn) };
    }

    async delete(id: string, props: Properties): Promise<void> {
        const request = { id, urn: urnOf(props), properties: sent(props) };
        await this.#call("delete", provider.deleteMessage(request));
    }

    cancel(): void {
        void this.#call("cancel", new Empty());
    }

    #call<Response>(method: string, request: unknown): Promise<Response> {
        const handler = this.service.implementation[method] as unknown as (
            call: { readonly request: unknown },
            done: sendUnaryData<Response>,
        ) => void;
        return new Promise((resolve, reject) => {
            handler({ request }, (error, response) => {
                if (error === null) resolve(response as Response);
                else reject(failureFrom(error as ServiceError));
            });
        });
    }
}

/** An error as the engine reads it, in the form of the dynamic door's errors. */
function failureFrom(error: ServiceError): Error {
    const failed = providerErrorFrom(error);
    const { initFailure } = failed;
    if (initFailure === undefined) return failed;
    const { resourceId: id, properties, reasons } = initFailure;
    const saved = { ...properties, __urn: `urn:pulumi:dev::numbers::${type}::main` };
    return Object.assign(failed, { id, properties: saved, reasons, metadata: error.metadata });
}

function urnOf({ __urn }: Properties): string {
    const name = typeof __urn === "string" ? __urn.split("::").at(-1) : "main";
    return `urn:pulumi:dev::numbers::${type}::${name ?? "main"}`;
}

/**
 * Drift that the program ignores. At the dynamic door the engine resets the input to `false`. It
 * tells the native plugin what is ignored.
 */
function ignoredDrift(news: Properties): Record<string, unknown> {
    const drift = ["registered", "displayNameRegistered"].filter((name) => news[name] === false);
    return Object.fromEntries(drift.map((name) => [name, false]));
}

function sent(properties: Properties): Record<string, unknown> {
    const dynamicOnly = { __urn: undefined, __provider: undefined };
    return { ...properties, ...dynamicOnly };
}

function kept(struct: Parameters<typeof propertiesOf>[0], urn: string): Record<string, unknown> {
    const properties = propertiesOf(struct);
    return { ...properties, __urn: urn };
}
