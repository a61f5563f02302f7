import { isPropertyName, properties } from "../../provider/src/decisions/properties";
import { unknownValue } from "../../provider/src/decisions/unknownValue";
import type { DeclaredChange } from "./NativeRegistration";
import { outputNames } from "./schema";
import type { Properties } from "./wire";

/**
 * The outputs of a registration in a preview. It knows the declared values, and that the number
 * will be registered. It does not know yet what Meta will say. Sends nothing.
 */
export function previewedOutputs({ olds, news, ignoreChanges }: DeclaredChange): Properties {
    const isLeftDown = ignoreChanges.includes("registered") && olds["registered"] === false;
    const outputs = outputNames.flatMap((name): [string, unknown][] => {
        if (name in news) return [[name, news[name]]];
        return isTold(name) ? [[name, unknownValue]] : [];
    });
    return { ...Object.fromEntries(outputs), registered: !isLeftDown };
}

/** Says whether an output comes from Meta and not from the program. */
function isTold(name: string): boolean {
    return !isPropertyName(name) || properties[name].isOptionalToCompare === true;
}
