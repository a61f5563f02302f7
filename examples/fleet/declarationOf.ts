import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";

import type { NumberEntry } from "pulumi-whatsapp/numbers";

/**
 * A digest of what a stack declares: its entries and its config, secrets encrypted. If the digest
 * is another one, something has changed. Program and fleet call it in the same folder.
 */
export function declarationOf(stack: string, entries: readonly NumberEntry[]): string {
    const file = `Pulumi.${stack}.yaml`;
    const config = existsSync(file) ? readFileSync(file, "utf8") : "";
    return createHash("sha256")
        .update(JSON.stringify([entries, config]))
        .digest("hex");
}
