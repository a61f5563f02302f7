import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";

import type { AliasSpec, Goal } from "./Goal";
import type { PropertyMap } from "./PropertyMap";
import { providerTypeOf, typeOf, providerUrnOf, urnOf } from "./urn";

/** The stack that a program registers resources in. */
export interface RequestScope {
    readonly project: string;
    readonly stack: string;
    /** Goal of the parent, if there is one. */
    readonly parent: Goal | undefined;
}

/** What a registration asks for. What the program leaves out comes from the parent. */
export function goalOf(request: RegisterResourceRequest, scope: RequestScope): Goal {
    const type = request.getType();
    const name = request.getName();
    const parent = request.getParent();
    const { parent: parentGoal } = scope;
    const protect = request.hasProtect() ? request.getProtect() : parentGoal?.protect;
    const retain = request.hasRetainondelete()
        ? request.getRetainondelete()
        : parentGoal?.retainOnDelete;
    return {
        urn: urnOf({ ...scope, type, name, parent }),
        type,
        name,
        custom: request.getCustom(),
        parent,
        provider: request.getProvider() || inheritedProvider(request, parentGoal),
        properties: propertiesIn(request),
        dependencies: request.getDependenciesList(),
        propertyDependencies: propertyDependenciesIn(request),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        ignoreChanges: request.getIgnorechangesList(),
        aliases: [
            ...request.getAliasurnsList().map((urn): AliasSpec => ({ urn })),
            ...request.getAliasesList().map(aliasSpecOf),
        ],
        deletedWith: request.getDeletedwith(),
        importId: request.getImportid(),
        ...(protect === undefined ? {} : { protect }),
        ...(retain === undefined ? {} : { retainOnDelete: retain }),
        ...(request.getDeletebeforereplacedefined()
            ? { deleteBeforeReplace: request.getDeletebeforereplace() }
            : {}),
    };
}

function propertiesIn(request: RegisterResourceRequest): PropertyMap {
    return request.getObject()?.toJavaScript() ?? {};
}

function propertyDependenciesIn(
    request: RegisterResourceRequest,
): Readonly<Record<string, readonly string[]>> {
    const entries: [string, readonly string[]][] = [];
    request.getPropertydependenciesMap().forEach((dependencies, key) => {
        entries.push([key, dependencies.getUrnsList()]);
    });
    return Object.fromEntries(entries.sort(([left], [right]) => left.localeCompare(right)));
}

function inheritedProvider(request: RegisterResourceRequest, parent: Goal | undefined): string {
    const inherited = parent?.provider ?? "";
    if (inherited === "" || !request.getCustom()) return inherited;
    return typeOf(providerUrnOf(inherited)) === providerTypeOf(request.getType()) ? inherited : "";
}

function aliasSpecOf(alias: Alias): AliasSpec {
    const spec = alias.getSpec();
    if (spec === undefined) return { urn: alias.getUrn() };
    const given = {
        name: spec.getName(),
        type: spec.getType(),
        stack: spec.getStack(),
        project: spec.getProject(),
        parent: spec.getParenturn(),
    };
    const entries = Object.entries(given).filter(([, value]) => value !== "");
    return { ...(Object.fromEntries(entries) as AliasSpec), noParent: spec.getNoparent() };
}
