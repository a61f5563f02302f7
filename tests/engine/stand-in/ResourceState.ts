import type { PropertyMap } from "./PropertyMap";
import { providerUrnOf } from "./urn";

/** A resource during an operation. Two states of one URN are different objects. */
export interface ResourceState {
    readonly urn: string;
    readonly type: string;
    readonly custom: boolean;
    id: string;
    inputs: PropertyMap;
    outputs: PropertyMap;
    parent: string;
    provider: string;
    dependencies: readonly string[];
    propertyDependencies: Readonly<Record<string, readonly string[]>>;
    additionalSecretOutputs: readonly string[];
    initErrors: readonly string[];
    readonly aliases: readonly string[];
    readonly ignoreChanges: readonly string[];
    readonly deletedWith: string;
    /** Marked for deletion: another state of the same URN replaces it. */
    delete: boolean;
    /** Already deleted. Its replacement is not created yet. */
    pendingReplacement: boolean;
    readonly protect: boolean;
    readonly retainOnDelete: boolean;
    /** Read, not managed. */
    readonly external: boolean;
    taint: boolean;
}

/** A state with its names, and defaults for everything else. */
export function emptyState(urn: string, type: string, custom: boolean): ResourceState {
    return {
        urn,
        type,
        custom,
        id: "",
        inputs: {},
        outputs: {},
        parent: "",
        provider: "",
        dependencies: [],
        propertyDependencies: {},
        additionalSecretOutputs: [],
        initErrors: [],
        aliases: [],
        ignoreChanges: [],
        deletedWith: "",
        delete: false,
        pendingReplacement: false,
        protect: false,
        retainOnDelete: false,
        external: false,
        taint: false,
    };
}

/** The URNs that a resource needs, besides its parent. */
export function needsOf(state: ResourceState): ReadonlySet<string> {
    const urns = new Set([
        ...state.dependencies,
        ...Object.values(state.propertyDependencies).flat(),
    ]);
    if (state.provider !== "") urns.add(providerUrnOf(state.provider));
    if (state.deletedWith !== "") urns.add(state.deletedWith);
    return urns;
}
