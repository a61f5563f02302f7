import { readFileSync } from "node:fs";
import path from "node:path";

import { Ajv } from "ajv";
import { parseAllDocuments } from "yaml";

import {
    ClusterRoleBinding,
    CronJob,
    PersistentVolumeClaim,
    Pod,
    Role,
    RoleBinding,
    ServiceAccount,
} from "./kubernetesModels.mjs";

const schema = JSON.parse(
    readFileSync(path.join(__dirname, "operatorStack.schema.json"), "utf8"),
) as object;

/** A kind of Kubernetes itself. It checks its own data. */
type Model = new (data: never) => { validate(): void };

const models: Readonly<Record<string, Model>> = {
    ClusterRoleBinding,
    CronJob,
    PersistentVolumeClaim,
    Role,
    RoleBinding,
    ServiceAccount,
};

interface Resource {
    readonly kind: string;
    readonly spec?: { readonly workspaceTemplate?: WorkspaceTemplate };
}

interface WorkspaceTemplate {
    readonly spec: { readonly podTemplate: { readonly spec: object } };
}

/** The problems of the resources in a file, by the schemas of Kubernetes and of the operator. */
export function kubernetesProblems(text: string): readonly string[] {
    return parseAllDocuments(text).flatMap((document) => {
        if (document.errors.length > 0) return document.errors.map(({ message }) => message);
        const resource = document.toJS() as Resource;
        return resource.kind === "Stack" ? stackProblems(resource) : modelProblems(resource);
    });
}

function stackProblems(stack: Resource): readonly string[] {
    const ajv = new Ajv({ allErrors: true });
    const isFine = ajv.validate(schema, stack);
    const problems = (ajv.errors ?? []).map(
        ({ instancePath, message = "", params }) =>
            `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
    const pod = stack.spec?.workspaceTemplate?.spec.podTemplate.spec;
    const ofPod = pod === undefined ? [] : thrownBy(Pod, { spec: pod });
    return [...(isFine ? [] : problems), ...ofPod];
}

function modelProblems(resource: Resource): readonly string[] {
    const model = models[resource.kind];
    if (model === undefined) return [`${resource.kind}: no schema is known here`];
    return thrownBy(model, resource);
}

function thrownBy(model: Model, data: object): readonly string[] {
    try {
        new model(data as never).validate();
        return [];
    } catch (thrown) {
        return [thrown instanceof Error ? thrown.message : String(thrown)];
    }
}
