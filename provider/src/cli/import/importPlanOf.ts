import type { NoStorage } from "../../decisions/noStorage";
import { declaredStorage, storageAsRead } from "../../decisions/wantedStorage";
import { withoutUndefined } from "../../graph/withoutUndefined";
import { readingOutputs, storageOutputs } from "../../lifecycle/stateOf";
import { providerLine } from "../../providerLine";
import { labelOf } from "../accountNumbers";
import { resourceNames } from "./resourceNames";
import type { NumberToImport } from "./NumberToImport";
import { reasonAgainstNumber, reasonAgainstStorage } from "./reasonsAgainstImport";
import { reasonOfRefusal } from "./refusalOfOne";

/** A number that is imported. */
export interface ImportedNumber {
    /** Meta's id of the number; also the resource's. */
    readonly phoneNumberId: string;
    /** The name of its resource in the stack. */
    readonly name: string;
    /** The number and its display name, for people. */
    readonly label: string;
    /** The region of its data at rest; absent where local storage is off. */
    readonly dataLocalizationRegion?: string;
    /** No Storage; exclusive with a region. */
    readonly noStorage?: NoStorage;
    /** Whether Meta told where its data is; where not, it is imported without any of both. */
    readonly isRegionKnown: boolean;
    /** Whether Meta approved a new display name that waits for a registration. */
    readonly isNameWaiting: boolean;
    /** The name of its token; absent for the shared one. */
    readonly tokenName?: string;
    /** What the resource is said to have been declared with; no PIN. */
    readonly inputs: Readonly<Record<string, unknown>>;
    /** What the resource is known to be; no PIN. */
    readonly outputs: Readonly<Record<string, unknown>>;
}

/** A number that is not imported. */
export interface LeftOutNumber {
    /** Meta's id of the number. */
    readonly phoneNumberId: string;
    /** The number and its display name, for people. */
    readonly label: string;
    /** Why, and what to do about it, as sentences. */
    readonly reason: string;
}

/** What becomes of numbers in an import. */
export interface ImportPlan {
    /** Those that are imported. */
    readonly imported: readonly ImportedNumber[];
    /** Those that are not. */
    readonly leftOut: readonly LeftOutNumber[];
}

/** Decides which numbers are imported, under which names and with which state. Pure. */
export function importPlanOf(
    numbers: readonly NumberToImport[],
    tokenName: string | undefined,
): ImportPlan {
    const judged = numbers.map((number) => ({ number, reason: reasonAgainst(number) }));
    const good = judged.filter(({ reason }) => reason === undefined).map(({ number }) => number);
    const names = resourceNames(good.map(({ phoneNumber }) => phoneNumber));
    return {
        imported: good.map((number) => importedNumber(number, { names, tokenName })),
        leftOut: judged.flatMap(({ number: { phoneNumber }, reason }) =>
            reason === undefined
                ? []
                : [{ phoneNumberId: phoneNumber.id, label: labelOf(phoneNumber), reason }],
        ),
    };
}

function reasonAgainst(number: NumberToImport): string | undefined {
    const { phoneNumber, storage, storageRefusal } = number;
    const reason = reasonAgainstNumber(phoneNumber);
    if (reason !== undefined) return reason;
    if (storageRefusal !== undefined) {
        return reasonOfRefusal("its storage settings", storageRefusal);
    }
    return storage === undefined ? undefined : reasonAgainstStorage(storage);
}

interface Naming {
    readonly names: ReadonlyMap<string, string>;
    readonly tokenName: string | undefined;
}

function importedNumber(
    { phoneNumber, storage, spentRequests }: NumberToImport,
    { names, tokenName }: Naming,
): ImportedNumber {
    const phoneNumberId = phoneNumber.id;
    const place = declaredStorage(storageAsRead(storage) ?? { kind: "off" });
    const declared = withoutUndefined({ phoneNumberId, ...place, tokenName });
    const drift = { registered: true, displayNameRegistered: true };
    const inputs = { __provider: providerLine, ...declared, ...drift };
    return {
        ...declared,
        name: names.get(phoneNumberId) ?? phoneNumberId,
        label: labelOf(phoneNumber),
        isNameWaiting: phoneNumber.newNameStatus === "APPROVED",
        isRegionKnown: storage?.kind === "answered",
        inputs,
        outputs: withoutUndefined({
            ...inputs,
            ...readingOutputs(phoneNumber),
            ...storageOutputs(storage),
            wabaId: phoneNumber.wabaId,
            regionVerified: Object.keys(place).length === 0 ? undefined : true,
            spentRequests,
        }),
    };
}
