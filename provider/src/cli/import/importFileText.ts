import { resourceType } from "../../resourceType";
import type { ImportedNumber } from "./importPlanOf";

/**
 * The file for `pulumi import --file`. Inputs and outputs are both given, so that Pulumi reads
 * nothing; a PIN would stand in the state in clear until the next `up`, and is in neither.
 */
export function importFileText(numbers: readonly ImportedNumber[]): string {
    const resources = numbers.map(({ phoneNumberId, name, inputs, outputs }) => ({
        type: resourceType,
        name,
        id: phoneNumberId,
        inputs,
        outputs,
    }));
    return `${JSON.stringify({ resources }, undefined, 4)}\n`;
}
