import type { AliasSpec, Goal } from "./Goal";
import { nameOf, qualifiedTypeOf, stackType, typeOf, urnOf } from "./urn";

/** The names for looking up aliases: those of the stack, and earlier names of parents. */
export interface AliasScope {
    readonly project: string;
    readonly stack: string;
    /** The earlier URN of a resource that was found by an alias, by its present URN. */
    readonly earlier: ReadonlyMap<string, string>;
}

/** The URNs that a resource may have had before. Those of its own aliases come first. */
export function aliasNames(goal: Goal, scope: AliasScope): readonly string[] {
    const own = goal.aliases.map((alias) => aliasUrn(goal, alias, scope));
    const earlierParent = scope.earlier.get(goal.parent);
    if (earlierParent === undefined) return own;
    const moved = [{ type: goal.type, name: goal.name }, ...own.map(typeAndName)];
    const parent = { now: goal.parent, earlier: earlierParent };
    return [...own, ...moved.map((child) => childOfEarlier(child, parent, scope))];
}

function typeAndName(urn: string): { readonly type: string; readonly name: string } {
    return { type: typeOf(urn), name: nameOf(urn) };
}

function aliasUrn(goal: Goal, alias: AliasSpec, scope: AliasScope): string {
    if (alias.urn !== undefined) return alias.urn;
    const given = alias.parent;
    const parent = given === undefined ? goal.parent : (scope.earlier.get(given) ?? given);
    const isRoot = alias.noParent === true || qualifiedTypeOf(parent) === stackType;
    return urnOf({
        project: alias.project ?? scope.project,
        stack: alias.stack ?? scope.stack,
        type: alias.type ?? goal.type,
        name: alias.name ?? goal.name,
        parent: isRoot ? "" : parent,
    });
}

// If a child has its parent's name in its own, it is assumed to have had the parent's earlier name
// before.
function childOfEarlier(
    child: { readonly type: string; readonly name: string },
    parent: { readonly now: string; readonly earlier: string },
    scope: AliasScope,
): string {
    const prefix = nameOf(parent.now);
    const name = child.name.startsWith(prefix)
        ? nameOf(parent.earlier) + child.name.slice(prefix.length)
        : child.name;
    return urnOf({ ...scope, type: child.type, name, parent: parent.earlier });
}
