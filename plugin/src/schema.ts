import { version } from "../package.json";
import schema from "../schema.json";

/** The version of this plugin. */
export const pluginVersion: string = version;

/** The token of the resource's type. */
export const resourceToken = "whatsapp:index:PhoneRegistration";

/** The names of the resource's outputs. */
export const outputNames: readonly string[] = Object.keys(
    schema.resources[resourceToken].properties,
);

/** The package's schema as the engine gets it, with its version. */
export function schemaText(): string {
    return JSON.stringify({ ...schema, version });
}
