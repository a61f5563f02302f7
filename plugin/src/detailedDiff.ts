import { PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";

import { isPropertyName } from "../../provider/src/decisions/properties";
import type { NativeDiff } from "./NativeRegistration";
import type { Properties } from "./wire";

const { Kind } = PropertyDiff;

/** The differences by property. It compares the outputs with the declared inputs. */
export function detailedDiff(
    { replaces, updates }: NativeDiff,
    olds: Properties,
    news: Properties,
): ReadonlyMap<string, PropertyDiff> {
    const entries = [...replaces, ...updates].map((name): [string, PropertyDiff] => {
        const kinds = replaces.includes(name) ? REPLACING : IN_PLACE;
        return [name, new PropertyDiff().setKind(kinds[changeOf(name, olds, news)])];
    });
    return new Map(entries);
}

const IN_PLACE = { added: Kind.ADD, deleted: Kind.DELETE, updated: Kind.UPDATE } as const;
const REPLACING = {
    added: Kind.ADD_REPLACE,
    deleted: Kind.DELETE_REPLACE,
    updated: Kind.UPDATE_REPLACE,
} as const;

function changeOf(name: string, olds: Properties, news: Properties): keyof typeof IN_PLACE {
    // Drift changes an output that no program declares.
    if (!isPropertyName(name)) return "updated";
    if (olds[name] === undefined) return "added";
    return news[name] === undefined ? "deleted" : "updated";
}
