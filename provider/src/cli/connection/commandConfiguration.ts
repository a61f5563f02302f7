import type { Configuration } from "../../configuration/Configuration";
import { ConfigurationError } from "../../configuration/ConfigurationError";
import { configurationFrom } from "../../configuration/configurationFrom";
import type { ConfigSource } from "../../configuration/ConfigSource";
import { WrongUse } from "../shell/WrongUse";
import type { ConnectionOptions } from "./ConnectionOptions";

/** The config keys that have an option here. */
const OPTIONS: ReadonlyMap<string, keyof ConnectionOptions> = new Map([
    ["whatsapp:graphUrl", "graphUrl"],
    ["whatsapp:graphApiVersion", "graphApiVersion"],
    ["whatsapp:localStorageRecipe", "localStorageRecipe"],
]);

/**
 * The configuration of a command: from its options and the environment. The config of a stack is
 * Pulumi's to read, as it may be encrypted.
 *
 * @throws WrongUse naming the option.
 */
export function commandConfiguration(
    options: ConnectionOptions,
    env: ConfigSource["env"],
): Configuration {
    const get = (key: string): string | undefined => {
        const option = OPTIONS.get(key);
        return option === undefined ? undefined : options[option];
    };
    try {
        return configurationFrom({ get, env });
    } catch (thrown) {
        throw thrown instanceof ConfigurationError ? wrongUseOf(thrown) : thrown;
    }
}

function wrongUseOf({ problems }: ConfigurationError): WrongUse {
    const list = problems.map(({ key, reason }) => `${placeOf(key)} ${reason}`);
    return new WrongUse(`${list.join("; ")}.`);
}

function placeOf(key: string): string {
    const option = OPTIONS.get(key);
    return option === undefined
        ? `environment variable ${key}`
        : `option --${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
