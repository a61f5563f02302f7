import { randomBytes } from "node:crypto";

import type { ProviderMethod } from "../Engine";
import { messageOf, ProviderError } from "../provider/ProviderError";
import type { ProviderPeer } from "../provider/ProviderPeer";
import type { CallLog } from "./CallLog";
import {
    markSecretsByName,
    plainProperties,
    sameProperties,
    type PropertyMap,
} from "./PropertyMap";
import type { ResourceState } from "./ResourceState";
import { nameOf, typeOf } from "./urn";

/** Why an input is refused. */
export interface CheckFailure {
    readonly property: string;
    readonly reason: string;
}

/** What a diff decided. */
export interface ProviderDiff {
    readonly changes: boolean;
    readonly replaces: readonly string[];
    readonly deleteBeforeReplace: boolean;
}

/** The result of create, update or read. With `error` it is a partial state. */
export interface LiveState {
    readonly resourceId: string;
    readonly outputs: PropertyMap;
    /** Absent if the provider returned none. */
    readonly inputs?: PropertyMap;
    readonly error?: ProviderError;
}

/** The parts that a diff compares. */
export interface DiffArgs {
    readonly oldInputs: PropertyMap;
    readonly oldOutputs: PropertyMap;
    readonly news: PropertyMap;
    readonly ignoreChanges: readonly string[];
}

/**
 * One provider process, as the engine talks to it. Secrets go out in plain text, and are marked
 * again by name.
 */
export class ProviderClient {
    readonly #peer: ProviderPeer;
    readonly #log: CallLog;
    readonly #index: number;

    constructor(peer: ProviderPeer, log: CallLog, index: number) {
        this.#peer = peer;
        this.#log = log;
        this.#index = index;
    }

    /** Gives the provider its config. */
    async configure(provider: {
        readonly urn: string;
        readonly id: string;
        readonly args: PropertyMap;
    }) {
        const plain = plainProperties(provider.args);
        const variables = Object.fromEntries(
            Object.entries(plain).map(([key, value]) => [`pulumi-nodejs:config:${key}`, value]),
        );
        const capabilities = { acceptSecrets: true, acceptResources: true };
        const sends = { sendsOldInputs: true, sendsOldInputsToDelete: true };
        await this.#call("Configure", {
            variables,
            args: provider.args,
            ...capabilities,
            ...sends,
            id: provider.id,
            ...named(provider.urn),
        });
    }

    /** Asks for the inputs to store. */
    async check(
        urn: string,
        olds: PropertyMap,
        news: PropertyMap,
    ): Promise<{ readonly inputs: PropertyMap; readonly failures: readonly CheckFailure[] }> {
        const response = await this.#call("Check", {
            ...named(urn),
            olds: plainProperties(olds),
            news: plainProperties(news),
            randomSeed: randomBytes(32).toString("base64"),
        });
        return {
            inputs: markSecretsByName(response["inputs"] as PropertyMap, news),
            failures: (response["failures"] ?? []) as readonly CheckFailure[],
        };
    }

    /** Asks for the effect of a change. */
    async diff(state: Pick<ResourceState, "urn" | "id">, args: DiffArgs): Promise<ProviderDiff> {
        const response = await this.#call("Diff", {
            id: state.id,
            ...named(state.urn),
            olds: plainProperties(args.oldOutputs),
            news: plainProperties(args.news),
            oldInputs: plainProperties(args.oldInputs),
            ...ignoring(args.ignoreChanges),
        });
        const changes = response["changes"];
        // If a provider does not say whether it changed, the change of the inputs decides.
        const changed = (): boolean => !sameProperties(args.oldInputs, args.news);
        return {
            changes: changes === undefined ? changed() : changes === "DIFF_SOME",
            replaces: (response["replaces"] ?? []) as readonly string[],
            deleteBeforeReplace: response["deleteBeforeReplace"] === true,
        };
    }

    /** Creates the resource. */
    async create(urn: string, inputs: PropertyMap): Promise<LiveState> {
        const request = { ...named(urn), properties: plainProperties(inputs) };
        const live = await this.#live(this.#call("Create", request), inputs);
        if (live.resourceId === "") {
            throw new ProviderError(`plugin returned empty resource.ID from create '${urn}'`);
        }
        return live;
    }

    /** Changes the resource in place. */
    async update(old: ResourceState, next: ResourceState): Promise<LiveState> {
        const request = {
            id: old.id,
            ...named(next.urn),
            olds: plainProperties(old.outputs),
            news: plainProperties(next.inputs),
            oldInputs: plainProperties(old.inputs),
            ...ignoring(next.ignoreChanges),
        };
        const live = await this.#live(this.#call("Update", request), next.inputs);
        return { ...live, resourceId: old.id };
    }

    /**
     * Reads the resource. An empty id means that it is gone. `stored` is absent if nothing is
     * stored yet.
     */
    async read(
        resource: { readonly urn: string; readonly id: string },
        known: { readonly inputs?: PropertyMap; readonly stored?: PropertyMap },
    ): Promise<LiveState> {
        const { inputs, stored } = known;
        const call = this.#call("Read", {
            id: resource.id,
            ...named(resource.urn),
            ...(stored === undefined ? {} : { properties: plainProperties(stored) }),
            ...(inputs === undefined ? {} : { inputs: plainProperties(inputs) }),
        });
        const live = await this.#live(call, stored ?? {});
        if (live.inputs === undefined) return live;
        return { ...live, inputs: markSecretsByName(live.inputs, inputs ?? {}) };
    }

    /** Deletes the resource. */
    async delete(old: ResourceState): Promise<void> {
        await this.#call("Delete", {
            id: old.id,
            ...named(old.urn),
            properties: plainProperties(old.outputs),
            oldInputs: plainProperties(old.inputs),
        });
    }

    /** Tells the provider that the operation is cancelled or over. */
    async cancel(): Promise<void> {
        await this.#call("Cancel", {}).catch(() => undefined);
    }

    /** Ends the provider at once. */
    kill(): void {
        this.#peer.kill();
    }

    /** Gives the provider up. It lives on. */
    abandon(): void {
        this.#peer.abandon();
    }

    /** Ends the provider. */
    async close(): Promise<void> {
        await this.#peer.close();
    }

    async #live(answer: Promise<PropertyMap>, sent: PropertyMap): Promise<LiveState> {
        const response = await answer.catch((error: unknown) => {
            if (error instanceof ProviderError && error.initFailure !== undefined) return error;
            throw error;
        });
        if (!(response instanceof ProviderError)) return liveStateOf(response, sent);
        const failure = response.initFailure;
        const partial = {
            id: failure?.resourceId,
            properties: failure?.properties,
            inputs: failure?.inputs,
        };
        return { ...liveStateOf(partial, sent), error: response };
    }

    async #call(method: ProviderMethod, request: PropertyMap): Promise<PropertyMap> {
        const call = this.#log.begin({ method, request, processIndex: this.#index });
        try {
            const answer = this.#peer.call(method, request);
            // The trigger may end the provider before the answer comes.
            const [response] = await Promise.all([answer, this.#log.reach(call, "sent")]);
            call.response = response;
            return response;
        } catch (error) {
            call.error = { message: error instanceof Error ? error.message : messageOf(error) };
            throw error;
        } finally {
            await this.#log.reach(call, "answered");
        }
    }
}

function liveStateOf(response: PropertyMap, sent: PropertyMap): LiveState {
    const inputs = response["inputs"] as PropertyMap | undefined;
    return {
        resourceId: typeof response["id"] === "string" ? response["id"] : "",
        outputs: markSecretsByName((response["properties"] ?? {}) as PropertyMap, sent),
        ...(inputs === undefined ? {} : { inputs }),
    };
}

function named(urn: string): PropertyMap {
    return { urn, name: nameOf(urn), type: typeOf(urn) };
}

function ignoring(ignoreChanges: readonly string[]): PropertyMap {
    return ignoreChanges.length === 0 ? {} : { ignoreChanges };
}
