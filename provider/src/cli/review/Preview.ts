import { stackOf } from "../../decisions/stackOf";
import {
    isJsonObject,
    type JsonObject,
    memberOf,
    parsedJson,
    textOf,
} from "../../graph/jsonObject";
import { CommandFailure } from "../CommandFailure";
import { isRegistration } from "../NumberRecords";

/** What `pulumi preview --json` printed, as far as a review needs it. */
export interface Preview {
    /** `<stack>::<project>`; undefined if the preview got to no resource. */
    readonly stack: string | undefined;
    /** The stack's config; secrets are blinded. */
    readonly config: JsonObject;
    /** What is planned for registrations, in the order of the preview. */
    readonly steps: readonly PreviewStep[];
    /** What went wrong; a preview with errors is not the whole plan. */
    readonly errors: readonly PreviewError[];
}

/** What is planned for one registration. */
export interface PreviewStep {
    /** Pulumi's word for it, such as `create`, `update`, `replace` or `delete`. */
    readonly op: string;
    readonly urn: string;
    /** The resource as the state has it. */
    readonly old: ResourceShown | undefined;
    /** The resource as the program declares it. */
    readonly declared: ResourceShown | undefined;
}

/** A resource as a preview or a state shows it; secrets are blinded or encrypted. */
export interface ResourceShown {
    readonly urn: string;
    readonly id: string | undefined;
    readonly inputs: JsonObject;
    readonly outputs: JsonObject;
    /** When the engine last changed it in the state; ISO 8601. */
    readonly modified: string | undefined;
    /** Pulumi only reads it, and manages nothing. */
    readonly isExternal: boolean;
    /** Pulumi forgets it and leaves the number alone. */
    readonly isRetained: boolean;
}

/** An error of a preview. */
export interface PreviewError {
    /** Of which resource; undefined if it is of none. */
    readonly urn: string | undefined;
    readonly message: string;
    /** It is about a registration. */
    readonly isOurs: boolean;
}

/**
 * Reads what `pulumi preview --json` printed.
 *
 * @throws CommandFailure that names the file if it is something else.
 */
export function previewFrom(path: string, text: string): Preview {
    const digest = parsedJson(text);
    const steps = listIn(digest, "steps");
    const diagnostics = listIn(digest, "diagnostics");
    const isDigest = isJsonObject(digest) && ("steps" in digest || "diagnostics" in digest);
    // An empty plan has neither. A state has a deployment, and any other file has no member of a
    // preview.
    if (!isDigest && !isEmptyDigest(digest)) {
        throw new CommandFailure(
            `read ${path}`,
            'it is not a preview. Make one with "pulumi preview --json > preview.json"',
        );
    }
    const config = memberOf(digest, "config");
    const urns = steps.map((step) => textOf(step, "urn"));
    return {
        stack: stackOf(urns.find((urn) => urn !== undefined)),
        config: isJsonObject(config) ? config : {},
        steps: steps.flatMap(stepFrom),
        errors: diagnostics.filter((one) => textOf(one, "severity") === "error").map(errorFrom),
    };
}

/** A resource of a state or a preview. */
export function resourceShown(resource: unknown): ResourceShown {
    const inputs = memberOf(resource, "inputs");
    const outputs = memberOf(resource, "outputs");
    return {
        urn: textOf(resource, "urn") ?? "",
        id: textOf(resource, "id"),
        inputs: isJsonObject(inputs) ? inputs : {},
        outputs: isJsonObject(outputs) ? outputs : {},
        modified: textOf(resource, "modified"),
        isExternal: memberOf(resource, "external") === true,
        isRetained: memberOf(resource, "retainOnDelete") === true,
    };
}

function isEmptyDigest(digest: unknown): boolean {
    return isJsonObject(digest) && ("changeSummary" in digest || "duration" in digest);
}

function listIn(digest: unknown, name: string): readonly unknown[] {
    const list = memberOf(digest, name);
    return Array.isArray(list) ? list : [];
}

function stepFrom(step: unknown): readonly PreviewStep[] {
    const [oldState, newState] = [memberOf(step, "oldState"), memberOf(step, "newState")];
    const [op, urn] = [textOf(step, "op"), textOf(step, "urn")];
    const isOurs = isRegistration(newState) || isRegistration(oldState);
    if (!isOurs || op === undefined || urn === undefined) return [];
    return [
        {
            op,
            urn,
            old: oldState === undefined ? undefined : resourceShown(oldState),
            declared: newState === undefined ? undefined : resourceShown(newState),
        },
    ];
}

function errorFrom(diagnostic: unknown): PreviewError {
    const urn = textOf(diagnostic, "urn");
    return {
        urn,
        message: textOf(diagnostic, "message") ?? "",
        isOurs: isRegistration({ type: urn?.split("::")[2]?.split("$").at(-1) }),
    };
}
