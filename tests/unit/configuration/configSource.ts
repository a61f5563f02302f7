import type { ConfigSource } from "../../../provider/src/configuration/ConfigReader";

/** A source of configuration from two tables. The config keys have no namespace. */
export function configSource(
    config: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {},
): ConfigSource {
    const values = new Map(
        Object.entries(config).map(([key, value]): [string, string] => [`whatsapp:${key}`, value]),
    );
    return { get: (key) => values.get(key), env };
}

/** The message of the error that an action throws. Fails if it throws none. */
export function messageOf(action: () => unknown): string {
    try {
        action();
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
    throw new Error("nothing was thrown");
}
