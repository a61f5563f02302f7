import type { StateResource } from "./Engine";

const masked = "<encrypted>";

/**
 * A stored resource in the form that tests compare: without times, positions and the mark of a
 * taint, and with every ciphertext masked.
 */
export function comparableResource(stored: Readonly<Record<string, unknown>>): StateResource {
    const kept = [
        "urn",
        "type",
        "custom",
        "id",
        "inputs",
        "outputs",
        "parent",
        "provider",
        "dependencies",
        "propertyDependencies",
        "additionalSecretOutputs",
        "initErrors",
        "delete",
        "pendingReplacement",
        "protect",
        "retainOnDelete",
        "external",
    ];
    const entries = kept
        .filter((key) => stored[key] !== undefined)
        .map((key): [string, unknown] => [key, withMaskedCiphertexts(stored[key])]);
    return Object.fromEntries(entries) as unknown as StateResource;
}

function withMaskedCiphertexts(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withMaskedCiphertexts);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
            key,
            key === "ciphertext" ? masked : withMaskedCiphertexts(item),
        ]),
    );
}
