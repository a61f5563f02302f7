import type { Deployment } from "./Deployment";
import type { ProviderClient } from "./ProviderClient";
import type { ResourceState } from "./ResourceState";
import type { ResourceToImport } from "./resourcesInImportFile";
import type { Step } from "./Step";

/** Imports a resource. It is read by its id, unless the import gives its properties. */
export async function importStep({ next, imported }: Step, deployment: Deployment): Promise<void> {
    if (next === undefined || imported === undefined) return;
    const { urn } = next;
    const isThere = deployment.snapshot.base.some((state) => state.urn === urn && !state.delete);
    if (isThere) throw new Error(`resource '${urn}' already exists`);
    const provider = deployment.providers.get(next.provider);
    Object.assign(next, await propertiesOf(imported, urn, provider));
    // Problems of the inputs are reported, and the inputs are stored anyway.
    const { failures } = await provider.check(urn, next.inputs, next.inputs);
    if (failures.length === 0) return;
    const warning =
        "One or more imported inputs failed to validate. The import will still proceed.";
    deployment.diagnostics.add("warning", urn, warning);
    for (const { property, reason } of failures) {
        deployment.diagnostics.add("warning", urn, `property ${property} has a problem: ${reason}`);
    }
}

async function propertiesOf(
    { id, inputs = {}, outputs = {} }: ResourceToImport,
    urn: string,
    provider: ProviderClient,
): Promise<Pick<ResourceState, "id" | "inputs" | "outputs">> {
    if (Object.keys(outputs).length > 0) return { id, inputs, outputs };
    // Pulumi's dynamic provider refuses to read a resource without properties.
    const read = await provider.read({ urn, id }, {});
    if (read.error !== undefined) throw read.error;
    return { id: read.resourceId, inputs: read.inputs ?? {}, outputs: read.outputs };
}
