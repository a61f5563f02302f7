import {
    ConfigurationError,
    type ConfigSource,
} from "../../provider/src/configuration/ConfigReader";
import { configurationFrom } from "../../provider/src/configuration/configurationFrom";
import { unknownValue } from "../../provider/src/decisions/unknownValue";
import { asSecret } from "../../provider/src/host/secrets";
import { secretArgs } from "./ProviderArgs";
import type { Properties } from "./wire";

/** Reads the provider's configuration, under the keys of a stack's config. */
export function configReader(args: Properties): ConfigSource["get"] {
    return (key) => {
        const value = args[key.replace(/^whatsapp:/, "")];
        if (value === undefined || value === null || value === unknownValue) return undefined;
        return typeof value === "string" ? value : JSON.stringify(value);
    };
}

/** Why a configuration cannot be used. It never names a value, which may be a token. */
export function configProblem(args: Properties, env: ConfigSource["env"]): string | undefined {
    try {
        configurationFrom({ get: configReader(args), env });
        return undefined;
    } catch (error) {
        if (error instanceof ConfigurationError) return error.message;
        throw error;
    }
}

/** The configuration with its secrets marked, even if the program does not mark them. */
export function withSecrets(args: Properties): Properties {
    const given = secretArgs.filter(
        (name) => args[name] !== undefined && args[name] !== unknownValue,
    );
    const marked = given.map((name): [string, unknown] => [name, asSecret(args[name])]);
    return { ...args, ...Object.fromEntries(marked) };
}
