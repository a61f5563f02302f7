import { existsSync, readFileSync } from "node:fs";

import type { ProviderCall, ProviderMethod } from "../Engine";

/** A call in Pulumi's own log of gRPC calls. */
export interface GrpcLogEntry {
    readonly method: string;
    readonly request: Readonly<Record<string, unknown>>;
    readonly response?: Readonly<Record<string, unknown>>;
    readonly errors?: readonly string[];
}

const methods: readonly ProviderMethod[] = [
    "Configure",
    "Check",
    "Diff",
    "Create",
    "Read",
    "Update",
    "Delete",
    "Cancel",
];

/** The calls that were answered or failed, in the order of the log. */
export function grpcLogEntries(file: string): readonly GrpcLogEntry[] {
    if (!existsSync(file)) return [];
    return readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as GrpcLogEntry & { readonly progress?: string })
        .filter(({ response, errors }) => hasValue(response) || (errors ?? []).length > 0)
        .map((entry) => ({ ...entry, method: entry.method.replace("/pulumirpc.", "") }));
}

/**
 * Whether an entry is a call that the provider server serves. The engine tries others, and the
 * server refuses them.
 */
export function isProviderCall({ method }: GrpcLogEntry): boolean {
    return methods.some((name) => method === `ResourceProvider/${name}`);
}

/** The provider calls of a log. The log does not tell processes apart. */
export function providerCallsIn(entries: readonly GrpcLogEntry[]): readonly ProviderCall[] {
    return entries.flatMap(({ method, request, response, errors }) => {
        const found = methods.find((name) => method === `ResourceProvider/${name}`);
        if (found === undefined) return [];
        const urn = request["urn"];
        const [error] = errors ?? [];
        return [
            {
                method: found,
                request,
                processIndex: 0,
                ...(typeof urn === "string" ? { urn } : {}),
                ...(error === undefined
                    ? { response: response ?? {} }
                    : { error: { message: error } }),
            },
        ];
    });
}

function hasValue(value: unknown): boolean {
    return value !== undefined && value !== null;
}
