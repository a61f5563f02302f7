/** Type of the resource that stands for the stack itself. */
export const stackType = "pulumi:pulumi:Stack";

const providerTypePrefix = "pulumi:providers:";

/** Whether a type is the type of a provider. */
export function isProviderType(type: string): boolean {
    return type.startsWith(providerTypePrefix);
}

/** The provider type that serves a resource type. */
export function providerTypeOf(type: string): string {
    return `${providerTypePrefix}${type.split(":")[0] ?? ""}`;
}

/** The parts of a resource's name in a stack. */
export interface UrnParts {
    readonly project: string;
    readonly stack: string;
    readonly type: string;
    readonly name: string;
    /** URN of the parent; empty if there is none. */
    readonly parent: string;
}

/** The URN of a resource. If its parent is not the stack, its type shows the parent. */
export function urnOf(parts: UrnParts): string {
    const parentType = parts.parent === "" ? "" : qualifiedTypeOf(parts.parent);
    const prefix = parentType === "" || parentType === stackType ? "" : `${parentType}$`;
    return `urn:pulumi:${parts.stack}::${parts.project}::${prefix}${parts.type}::${parts.name}`;
}

/** The resource's name, the last part of its URN. */
export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

/** The resource's type with those of its parents before it. */
export function qualifiedTypeOf(urn: string): string {
    return urn.split("::")[2] ?? "";
}

/** The resource's own type. */
export function typeOf(urn: string): string {
    return qualifiedTypeOf(urn).split("$").at(-1) ?? "";
}

/** The URN in a provider reference, which is a URN and an id. */
export function providerUrnOf(reference: string): string {
    return reference.slice(0, reference.lastIndexOf("::"));
}

/** The id in a provider reference. */
export function providerIdOf(reference: string): string {
    return reference.slice(reference.lastIndexOf("::") + 2);
}

/** The package whose provider runs resources written in JavaScript. */
export const dynamicPackage = "pulumi-nodejs";

/** The package of a provider's type. */
export function packageOf(providerType: string): string {
    return providerType.split(":").at(-1) ?? "";
}
