import type { ConfigValue } from "../Engine";
import { asSecret, type PropertyMap } from "./PropertyMap";
import { dynamicPackage, packageOf } from "./urn";

/** A stack's config by full key. */
export type StackConfig = Readonly<Record<string, ConfigValue>>;

/** The config as properties, secrets wrapped. */
export function configProperties(config: StackConfig): PropertyMap {
    const entries = Object.entries(config).map(([key, value]): [string, unknown] => [
        key,
        typeof value === "string" ? value : asSecret(value.secret),
    ]);
    return Object.fromEntries(entries.sort(([left], [right]) => left.localeCompare(right)));
}

/**
 * The config of a default provider. A native one gets the values under its name, without the name.
 * The dynamic one gets all values.
 */
export function configOfProvider(type: string, config: PropertyMap): PropertyMap {
    const name = packageOf(type);
    if (name === dynamicPackage) return config;
    const own = Object.entries(config).filter(([key]) => key.startsWith(`${name}:`));
    return Object.fromEntries(own.map(([key, value]) => [key.slice(name.length + 1), value]));
}

/** The environment from which a program reads its config. */
export function configEnvironment(config: StackConfig): Readonly<Record<string, string>> {
    const plain = Object.entries(config).map(([key, value]) => [
        key,
        typeof value === "string" ? value : value.secret,
    ]);
    const secretKeys = Object.keys(config).filter((key) => typeof config[key] !== "string");
    return {
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(plain)),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
    };
}
