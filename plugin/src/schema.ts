import { version } from "../package.json";
import { nativeResourceType } from "../../provider/src/resourceType";
import schema from "../schema.json";

/** The version of this plugin. */
export const pluginVersion: string = version;

/** The names of the resource's outputs. */
export const outputNames: readonly string[] = Object.keys(
    schema.resources[nativeResourceType].properties,
);

/** The package's schema with its version, as the engine gets it. */
export function schemaText(): string {
    return JSON.stringify({ ...schema, version });
}
