import { ReportedError } from "./Diagnostics";
import type { Deployment } from "./Deployment";
import { importStep } from "./importStep";
import { asSecret, isSecret } from "./PropertyMap";
import type { LiveState } from "./ProviderClient";
import type { ResourceState } from "./ResourceState";
import type { Step } from "./Step";
import { isProviderType, nameOf } from "./urn";

/** Carries out a step with its provider. A partial state is kept in the step, and also thrown. */
export async function applyStep(step: Step, deployment: Deployment): Promise<void> {
    await applied(step, deployment).finally(() => {
        if (step.next !== undefined && step.op !== "replace") markSecretOutputs(step.next);
    });
}

async function applied(step: Step, deployment: Deployment): Promise<void> {
    switch (step.op) {
        case "same":
            return sameStep(step, deployment);
        case "create":
        case "create-replacement":
            return createStep(step, deployment);
        case "update":
            return updateStep(step, deployment);
        case "delete":
        case "delete-replaced":
            return deleteStep(step, deployment);
        case "read":
            return readStep(step, deployment);
        case "import":
            return importStep(step, deployment);
        case "refresh":
            return refreshStep(step, deployment);
        case "replace":
        case "remove-pending-replace":
            return;
    }
}

async function sameStep({ old, next, skipped }: Step, deployment: Deployment): Promise<void> {
    if (old === undefined || next === undefined || skipped === true) return;
    next.id = old.id;
    next.outputs = old.outputs;
    if (!isProviderType(next.type)) return;
    await deployment.providers.register(`${next.urn}::${next.id}`, old.inputs, { fresh: false });
}

async function createStep({ old, next, pending }: Step, deployment: Deployment): Promise<void> {
    if (next === undefined) return;
    const live = await created(next, deployment);
    next.id = live.resourceId;
    next.outputs = live.outputs;
    if (old !== undefined && pending === true) old.delete = true;
    keepFailure(next, live);
}

async function created(next: ResourceState, deployment: Deployment): Promise<LiveState> {
    if (!next.custom) return { resourceId: "", outputs: next.outputs };
    if (isProviderType(next.type)) {
        await deployment.providers.register(`${next.urn}::${next.id}`, next.inputs, {
            fresh: true,
        });
        return { resourceId: next.id, outputs: next.inputs };
    }
    // The provider server does not support previews. The inputs stand for the outputs.
    if (deployment.dryRun) return { resourceId: "", outputs: next.inputs };
    return await deployment.providers.get(next.provider).create(next.urn, next.inputs);
}

async function updateStep({ old, next }: Step, deployment: Deployment): Promise<void> {
    if (old === undefined || next === undefined) return;
    next.id = old.id;
    if (!next.custom) return;
    if (isProviderType(next.type)) {
        next.outputs = next.inputs;
        await deployment.providers.register(`${next.urn}::${next.id}`, next.inputs, {
            fresh: true,
        });
        return;
    }
    if (deployment.dryRun) {
        next.outputs = next.inputs;
        return;
    }
    const live = await deployment.providers.get(next.provider).update(old, next);
    next.outputs = live.outputs;
    // The inputs of an unfinished update are not stored, so the next diff sees the change again.
    if (live.error !== undefined) next.inputs = old.inputs;
    keepFailure(next, live);
}

async function deleteStep(step: Step, deployment: Deployment): Promise<void> {
    const { old } = step;
    if (old === undefined) return;
    if (old.protect && step.replacing !== true) throw protectedError(old, deployment);
    const untouched = old.external || old.retainOnDelete || !old.custom || isProviderType(old.type);
    if (!deployment.dryRun && !untouched) {
        const provider = await deployment.providers.forDelete(
            old.provider,
            deployment.snapshot.base,
        );
        await provider.delete(old);
    }
    if (step.pending === true) old.pendingReplacement = true;
}

async function readStep({ read, next }: Step, deployment: Deployment): Promise<void> {
    if (read === undefined || next === undefined) return;
    const live = await deployment.providers
        .get(next.provider)
        .read(
            { urn: next.urn, id: read.resourceId },
            { inputs: read.properties, stored: read.properties },
        );
    if (live.resourceId === "") throw new Error(`resource '${read.resourceId}' does not exist`);
    next.id = live.resourceId;
    next.outputs = live.outputs;
    keepFailure(next, live);
}

async function refreshStep(step: Step, deployment: Deployment): Promise<void> {
    const { old } = step;
    if (old === undefined || !old.custom || isProviderType(old.type) || old.pendingReplacement)
        return;
    const provider = deployment.providers.get(old.provider);
    const live = await provider.read(old, { inputs: old.inputs, stored: old.outputs });
    if (live.resourceId === "") {
        step.next = undefined;
        return;
    }
    const reasons = live.error?.initFailure?.reasons ?? [];
    if (live.error !== undefined) warnOfHealth(old.urn, reasons, deployment);
    const next: ResourceState = {
        ...old,
        id: live.resourceId,
        inputs: live.inputs ?? old.inputs,
        outputs: live.outputs,
        initErrors: reasons,
    };
    step.next = next;
    if (old.external) return;
    // The diff of an update that would follow. The values of the read are old, and the stored ones
    // are new.
    const { inputs, outputs } = next;
    const args = { oldInputs: inputs, oldOutputs: outputs, news: old.inputs };
    await provider.diff(next, { ...args, ignoreChanges: old.ignoreChanges });
}

function warnOfHealth(urn: string, reasons: readonly string[], deployment: Deployment): void {
    const list = reasons.map((reason) => `\n* ${reason}`).join("");
    deployment.diagnostics.add(
        "warning",
        urn,
        `Refreshed resource is in an unhealthy state:${list}`,
    );
}

function keepFailure(next: ResourceState, live: LiveState): void {
    if (live.error === undefined) return;
    next.initErrors = live.error.initFailure?.reasons ?? [];
    throw live.error;
}

function protectedError(old: ResourceState, deployment: Deployment): ReportedError {
    const message =
        `resource "${old.urn}" cannot be deleted because it is protected. To unprotect the resource, ` +
        `remove the \`protect\` flag of "${nameOf(old.urn)}" in the program and run \`pulumi up\`.`;
    deployment.diagnostics.add("error", old.urn, message);
    return new ReportedError(message);
}

function markSecretOutputs(state: ResourceState): void {
    const secret = (key: string): boolean =>
        state.additionalSecretOutputs.includes(key) || isSecret(state.inputs[key]);
    state.outputs = Object.fromEntries(
        Object.entries(state.outputs).map(([key, value]) => [
            key,
            secret(key) ? asSecret(value) : value,
        ]),
    );
}
