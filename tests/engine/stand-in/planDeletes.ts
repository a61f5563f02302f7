import { deletionGroups } from "./dependentsOf";
import { isTargeted, type Deployment } from "./Deployment";
import type { Planner } from "./Planner";
import type { ResourceState } from "./ResourceState";
import type { Step } from "./Step";

/**
 * The deletes at the end of an operation, in groups of steps. Each group comes after the one
 * before.
 */
export async function planDeletes(
    deployment: Deployment,
    planner: Pick<Planner, "operatedOn" | "deletedAlready">,
): Promise<readonly (readonly Step[])[]> {
    const { base } = deployment.snapshot;
    const operatedOn = planner.operatedOn;
    const steps = new Map<ResourceState, Step>();
    for (const state of base) {
        if (!isTargeted(deployment.options, state.urn)) continue;
        if (state.delete ? planner.deletedAlready.has(state) : operatedOn.has(state.urn)) continue;
        steps.set(state, deleteStepOf(state));
        await deployment.providers.ensure(state.provider, base);
    }
    const groups = deletionGroups(new Set(steps.keys()), base);
    return groups.map((group) => group.flatMap((state) => steps.get(state) ?? []));
}

function deleteStepOf(old: ResourceState): Step {
    if (old.delete) return { op: "delete-replaced", urn: old.urn, old, replacing: true };
    if (old.pendingReplacement) return { op: "remove-pending-replace", urn: old.urn, old };
    return { op: "delete", urn: old.urn, old };
}
