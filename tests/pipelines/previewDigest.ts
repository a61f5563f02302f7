import type {
    ConfigValue,
    OperationStep,
    Outcome,
    StateResource,
} from "../engine/availableEngines";
import { isObject, isSecret } from "../engine/stand-in/PropertyMap";

/**
 * A preview of the stand-in engine in the form of `pulumi preview --json`, with the parts that a
 * review reads.
 */
export function previewDigest(
    { steps = [], logs }: Outcome,
    config: Readonly<Record<string, ConfigValue>>,
): string {
    const digest = {
        config: Object.fromEntries(
            Object.entries(config).map(([key, value]) => [
                key,
                typeof value === "string" ? value : "[secret]",
            ]),
        ),
        // It has no resources that stay as they are, except the stack itself.
        steps: steps.filter(({ op, urn }) => op !== "same" || isStack(urn)).map(stepShown),
        diagnostics: logs.filter(({ severity }) => severity !== "debug"),
        changeSummary: {},
    };
    return `${JSON.stringify(digest, undefined, 4)}\n`;
}

function isStack(urn: string): boolean {
    return urn.split("::")[2] === "pulumi:pulumi:Stack";
}

function stepShown({ op, urn, oldState, newState }: OperationStep) {
    return {
        op,
        urn,
        ...(oldState === undefined ? {} : { oldState: resourceShown(oldState) }),
        ...(newState === undefined ? {} : { newState: resourceShown(newState) }),
    };
}

function resourceShown({ urn, type, custom, id, inputs, outputs }: StateResource) {
    return blinded({ urn, type, custom, id: id === "" ? undefined : id, inputs, outputs });
}

function blinded(value: unknown): unknown {
    if (isSecret(value)) return "[secret]";
    if (Array.isArray(value)) return value.map(blinded);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, blinded(item)]));
}
