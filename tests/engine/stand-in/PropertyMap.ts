import { isDeepStrictEqual } from "node:util";

/**
 * Properties of a resource as the protocol carries them: JSON, with each secret in a tagged object.
 */
export type PropertyMap = Readonly<Record<string, unknown>>;

/** Key that tags a wrapped value; a constant of Pulumi's protocol. */
export const signatureKey = "4dabf18193072939515e22adb298388d";
/** Value of the tag that marks a secret; a constant of Pulumi's protocol. */
export const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
/** The text for a value that a preview cannot know; a constant of Pulumi's protocol. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A wrapped secret. */
export interface Secret {
    readonly [signatureKey]: typeof secretSignature;
    readonly value: unknown;
}

/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a wrapped secret. */
export function isSecret(value: unknown): value is Secret {
    return isObject(value) && value[signatureKey] === secretSignature;
}

/** The value as a secret. A secret stays as it is. */
export function asSecret(value: unknown): Secret {
    return isSecret(value) ? value : { [signatureKey]: secretSignature, value };
}

/** Whether a value is or holds a secret. */
export function containsSecret(value: unknown): boolean {
    if (isSecret(value)) return true;
    if (Array.isArray(value)) return value.some(containsSecret);
    return isObject(value) && Object.values(value).some(containsSecret);
}

/** The value with every secret in it unwrapped. */
export function withoutSecrets(value: unknown): unknown {
    if (isSecret(value)) return withoutSecrets(value.value);
    if (Array.isArray(value)) return value.map(withoutSecrets);
    if (!isObject(value)) return value;
    return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)]),
    );
}

/** The properties with every secret unwrapped, as a provider receives them. */
export function plainProperties(properties: PropertyMap): PropertyMap {
    return withoutSecrets(properties) as PropertyMap;
}

/** Marks those outputs as secret that have the name of a secret in the sent properties. */
export function markSecretsByName(outs: PropertyMap, sent: PropertyMap): PropertyMap {
    return Object.fromEntries(
        Object.entries(outs).map(([key, value]) => {
            const source = Object.hasOwn(sent, key) ? sent[key] : undefined;
            if (isSecret(value) || isSecret(source)) return [key, asSecret(value)];
            if (isObject(value) && isObject(source)) return [key, markSecretsByName(value, source)];
            return [key, containsSecret(source) ? asSecret(value) : value];
        }),
    );
}

/** Whether two property maps have the same values, secret or not. */
export function sameProperties(left: PropertyMap, right: PropertyMap): boolean {
    return isDeepStrictEqual(plainProperties(left), plainProperties(right));
}

/** The new inputs, with the old values of the ignored properties. */
export function withIgnoredChanges(
    news: PropertyMap,
    olds: PropertyMap,
    ignored: readonly string[],
): PropertyMap {
    return ignored.reduce((inputs, path) => withPathReset(inputs, olds, path.split(".")), news);
}

function withPathReset(news: PropertyMap, olds: PropertyMap, path: readonly string[]): PropertyMap {
    const [key, ...rest] = path;
    if (key === undefined) return news;
    const { [key]: current, ...others } = news;
    if (rest.length > 0 && isObject(current) && isObject(olds[key])) {
        return { ...others, [key]: withPathReset(current, olds[key], rest) };
    }
    return Object.hasOwn(olds, key) ? { ...others, [key]: olds[key] } : others;
}
