import * as pulumi from "@pulumi/pulumi";

import { resourceType } from "./resourceType";

/**
 * The URN that a registration will have, as a promise without resource dependencies; undefined if
 * the parent fails; Pulumi then reports that.
 *
 * Pulumi never gives the provider the URN, which it needs for log lines that appear under the
 * resource. As an output it would make the resource depend on its own parent, whose outputs may
 * wait for it.
 */
export async function hiddenUrn(
    name: string,
    options: pulumi.CustomResourceOptions | undefined,
): Promise<unknown> {
    // Anything else as a parent is refused by Pulumi a moment later.
    const parent = pulumi.Resource.isInstance(options?.parent) ? options.parent : undefined;
    const urn = pulumi.createUrn(name, resourceType, parent);
    try {
        // Serialising settles an output with its value alone; waiting with apply would wait for
        // ever where the parent fails.
        const value: unknown = await pulumi.runtime.serializeProperty(
            `${name}.__urn`,
            urn,
            new Set(),
        );
        return value;
    } catch {
        return undefined;
    }
}
