import type { ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Metadata } from "@grpc/grpc-js";

import type { PropertyMap } from "../stand-in/PropertyMap";

/** What a provider says about a resource that exists and has a problem. */
export interface InitFailure {
    readonly resourceId: string;
    readonly properties: PropertyMap;
    /** Absent if the provider sent none. */
    readonly inputs?: PropertyMap;
    readonly reasons: readonly string[];
}

/** A failed provider call. */
export class ProviderError extends Error {
    override readonly name = "ProviderError";
    /** Set if the provider reported a partial state. */
    readonly initFailure: InitFailure | undefined;

    constructor(message: string, initFailure?: InitFailure) {
        super(message);
        this.initFailure = initFailure;
    }
}

/** The error of a failed call, with the partial state that its trailer may hold. */
export function providerErrorFrom(error: ServiceError): ProviderError {
    return new ProviderError(error.details, initFailureIn(error.metadata));
}

/** The partial state in the trailer of a failed call. */
export function initFailureIn(metadata: Metadata | undefined): InitFailure | undefined {
    const [packed] = metadata?.get("grpc-status-details-bin") ?? [];
    if (!Buffer.isBuffer(packed)) return undefined;
    for (const detail of Status.deserializeBinary(packed).getDetailsList()) {
        const failed = detail.unpack(
            (bytes) => ErrorResourceInitFailed.deserializeBinary(bytes),
            "pulumirpc.ErrorResourceInitFailed",
        );
        if (failed !== null) return initFailureOf(failed);
    }
    return undefined;
}

function initFailureOf(failed: ErrorResourceInitFailed): InitFailure {
    const inputs = failed.getInputs()?.toJavaScript();
    return {
        resourceId: failed.getId(),
        properties: failed.getProperties()?.toJavaScript() ?? {},
        ...(inputs === undefined ? {} : { inputs }),
        reasons: failed.getReasonsList(),
    };
}

/** What a person reads about a failed call: the reasons of a partial state, or the message. */
export function messageOf(error: unknown): string {
    if (error instanceof ProviderError && error.initFailure !== undefined) {
        const { reasons } = error.initFailure;
        if (reasons.length === 0) return "resource init failed";
        const count = reasons.length === 1 ? "1 error" : `${reasons.length} errors`;
        return `${count} occurred:\n${reasons.map((reason) => `\t* ${reason}`).join("\n")}`;
    }
    return error instanceof Error ? error.message : String(error);
}
