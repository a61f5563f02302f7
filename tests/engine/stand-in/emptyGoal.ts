import type { Goal } from "./Goal";
import { nameOf } from "./urn";

/** A goal for a custom resource that has only its names. */
export function emptyGoal(urn: string, type: string): Goal {
    return {
        urn,
        type,
        name: nameOf(urn),
        custom: true,
        parent: "",
        provider: "",
        properties: {},
        dependencies: [],
        propertyDependencies: {},
        additionalSecretOutputs: [],
        ignoreChanges: [],
        aliases: [],
        deletedWith: "",
        importId: "",
    };
}
