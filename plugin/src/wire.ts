import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { unknownValue } from "../../provider/src/decisions/unknownValue";
import { cleanJson, isSecretValue } from "../../provider/src/host/secrets";

/** Properties as plain values. */
export type Properties = Readonly<Record<string, unknown>>;

type JavaScriptValues = Parameters<typeof Struct.fromJavaScript>[0];

/** Properties as a message of the protocol. */
export function structFrom(properties: Properties): Struct {
    return Struct.fromJavaScript(cleanJson(properties) as JavaScriptValues);
}

/**
 * Properties from a message of the protocol. Secrets are in plain text, and all unknowns are one
 * value.
 */
export function propertiesFrom(struct: Struct | undefined): Properties {
    return plain(struct?.toJavaScript() ?? {}) as Properties;
}

// What Pulumi's protocol sends for a value that is not known yet, one for each kind of value
// (`sdk/go/common/resource/plugin/rpc.go`: bool, number, string, array, asset, archive, object).
const unknowns: ReadonlySet<unknown> = new Set([
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    unknownValue,
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

function plain(value: unknown): unknown {
    if (unknowns.has(value)) return unknownValue;
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== "object" || value === null) return value;
    if (isSecretValue(value)) return plain(value.value);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

// Properties that only the dynamic door stores: with them a process finds the lifecycle, and the
// lifecycle the resource. Here every call says which resource it is about.
const dynamicOnly: ReadonlySet<string> = new Set(["__provider", "__urn"]);

/** Properties as a native resource stores them. */
export function withoutDynamic(properties: Properties): Properties {
    return Object.fromEntries(
        Object.entries(properties).filter(([name]) => !dynamicOnly.has(name)),
    );
}
