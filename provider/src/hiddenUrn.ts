import * as pulumi from "@pulumi/pulumi";

import { resourceType } from "./resourceType";

/**
 * The URN that a registration will have, as a promise without resource dependencies.
 *
 * The provider is never told the URN and needs it for log lines that appear under the resource. As
 * an output it would make the resource depend on its own parent, whose outputs may wait for it.
 */
export function hiddenUrn(
    name: string,
    options: pulumi.CustomResourceOptions | undefined,
): Promise<unknown> {
    // Anything else as a parent is refused by Pulumi a moment later, in its own words.
    const parent = pulumi.Resource.isInstance(options?.parent) ? options.parent : undefined;
    const urn = pulumi.createUrn(name, resourceType, parent);
    // Serialising settles an output with its value alone and fails where the parent failed.
    return pulumi.runtime
        .serializeProperties(`urn of ${name}`, { urn })
        .then((properties: Readonly<Record<string, unknown>>) => properties["urn"]);
}
