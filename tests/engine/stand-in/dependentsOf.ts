import { needsOf, type ResourceState } from "./ResourceState";

/** The states that need a state, directly or not, in the order in which they were stored. */
export function dependentsOf(
    root: ResourceState,
    states: readonly ResourceState[],
    ignored: ReadonlySet<string>,
): readonly ResourceState[] {
    const reached = new Set([root.urn]);
    return states.slice(states.indexOf(root) + 1).filter((state) => {
        if (ignored.has(state.urn)) return false;
        if (![...needsOf(state)].some((urn) => reached.has(urn))) return false;
        reached.add(state.urn);
        return true;
    });
}

/**
 * Groups of states that can be deleted at the same time, dependents first. A state waits for every
 * later state that needs it or is its child.
 */
export function deletionGroups(
    condemned: ReadonlySet<ResourceState>,
    states: readonly ResourceState[],
): readonly (readonly ResourceState[])[] {
    const left = new Set(states.filter((state) => condemned.has(state)));
    const groups: ResourceState[][] = [];
    while (left.size > 0) {
        const group = [...left].filter((state) => !needsAnyOf(state, left, states));
        for (const state of group) left.delete(state);
        groups.unshift(group);
    }
    return groups;
}

function needsAnyOf(
    state: ResourceState,
    left: ReadonlySet<ResourceState>,
    states: readonly ResourceState[],
): boolean {
    const needs = new Set([...needsOf(state), state.parent]);
    return states
        .slice(0, states.indexOf(state))
        .some((other) => left.has(other) && needs.has(other.urn));
}
