import { isDeepStrictEqual } from "node:util";

import type { NumberEntry } from "pulumi-whatsapp/numbers";

import type { StoredNumber, StoredStack } from "./Backend";
import { declarationOf } from "./declarationOf";
import type { FleetStack } from "./FleetStack";

/**
 * Says whether a stack holds what the file declares. Its last successful run was of this
 * declaration, and since then no failed run and no refresh has stored anything else.
 */
export function isAsDeclared({ name, entries }: FleetStack, stored: StoredStack): boolean {
    const numbers = new Map(stored.numbers.map((one) => [one.phoneNumberId, one]));
    return (
        stored.declaration === declarationOf(name, entries) &&
        stored.numbers.length === entries.length &&
        entries.every((entry) => isHeld(entry, numbers.get(entry.phoneNumberId)))
    );
}

function isHeld(entry: NumberEntry, stored: StoredNumber | undefined): boolean {
    return (
        stored?.isWell === true &&
        stored.dataLocalizationRegion === entry.dataLocalizationRegion &&
        isDeepStrictEqual(stored.noStorage, entry.noStorage) &&
        stored.tokenName === entry.tokenName
    );
}
