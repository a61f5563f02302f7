import type { AliasSpec, Goal } from "./Goal";
import { nameOf, qualifiedTypeOf, stackType, typeOf, urnOf } from "./urn";

/** Where aliases are looked up: names of the stack, and what parents were called before. */
export interface AliasScope {
    readonly project: string;
    readonly stack: string;
    /** Earlier URN of a resource that was found by an alias, by its URN now. */
    readonly earlier: ReadonlyMap<string, string>;
}

/** The URNs that a resource may have had before, those of its own aliases first. */
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

// A child named after its parent is taken to have been named after it before, too.
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
