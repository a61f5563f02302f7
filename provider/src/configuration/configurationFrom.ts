import type { Configuration } from "./Configuration";
import { ConfigReader } from "./ConfigReader";
import type { ConfigSource } from "./ConfigSource";
import { ConfigurationError } from "./ConfigurationError";

/**
 * Reads the provider's configuration, without I/O.
 *
 * @throws {@link ConfigurationError} naming every key that cannot be used.
 */
export function configurationFrom(source: ConfigSource): Configuration {
    const reader = new ConfigReader(source);
    const configuration = {
        graphUrl: reader.graphUrl(),
        graphApiVersion: reader.graphApiVersion(),
        localStorageRecipe: reader.localStorageRecipe(),
        requestTimeoutMs: reader.requestTimeoutMs(),
        settleTimeoutMs: reader.settleTimeoutMs(),
        strictPreview: reader.strictPreview(),
    };
    const appSecret = reader.appSecret();
    if (reader.problems.length > 0) {
        throw new ConfigurationError(reader.problems);
    }
    return appSecret === undefined ? configuration : { ...configuration, appSecret };
}
