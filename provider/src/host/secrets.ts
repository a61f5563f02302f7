// How Pulumi's protocol marks a value as secret, and a resource's property as unknown. They are
// repeated here, because to load `@pulumi/pulumi` for three constants would double the provider's
// start time; a test compares them with `pulumi.runtime`.
const SPECIAL_SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** A value that the engine encrypts before it stores it. */
export interface SecretValue {
    readonly [SPECIAL_SIGNATURE_KEY]: typeof SECRET_SIGNATURE;
    readonly value: unknown;
}

/** Marks a value as secret in what `check`, `read` or a partial state returns. */
export function asSecret(value: unknown): SecretValue {
    return { [SPECIAL_SIGNATURE_KEY]: SECRET_SIGNATURE, value };
}

/** Says whether a value came marked as secret. */
export function isSecretValue(value: object): value is SecretValue {
    return (value as Partial<SecretValue>)[SPECIAL_SIGNATURE_KEY] === SECRET_SIGNATURE;
}

/** Copies outputs as clean JSON: what the protocol cannot carry would be lost after the call. */
export function cleanJson<T>(outs: T): T {
    return JSON.parse(JSON.stringify(outs)) as T;
}

/**
 * Properties as `read`, a partial state and an unhealthy reading hand them to the engine: as clean
 * JSON, with the PIN marked as secret. The engine encrypts there only what is marked.
 */
export function sealed(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const clean = cleanJson(properties);
    // What is marked already, such as a partial state that a plugin packs, stays as it is.
    return typeof clean["pin"] === "string" ? { ...clean, pin: asSecret(clean["pin"]) } : clean;
}
