import { isRegistered, outOfReach } from "../decisions/registrationStatus";
import {
    describeStorage,
    describeWanted,
    storageReadsAs,
    wantedStorage,
} from "../decisions/storage";
import type { PhoneNumber } from "../graph/phoneNumber";
import type { StorageReading } from "../graph/settings";
import type { NumberEntry } from "../numbers/NumberEntry";

/** How a number in a file and the same number at Meta differ. */
export interface NumberDifference {
    readonly phoneNumberId: string;
    /**
     * - `missing`: declared, and Meta does not show it.
     * - `undeclared`: in an account of the file, and in no entry.
     * - `account`: in another account than declared.
     * - `notRegistered`: declared, and not registered.
     * - `outOfReach`: nothing here can register it.
     * - `storage`: its data rests elsewhere than declared.
     * - `unread`: it could not be read, so nothing is known.
     */
    readonly kind: NumberDifferenceKind;
    /** What is there, and what is declared. */
    readonly detail: string;
}

/** The kinds of differences. */
export type NumberDifferenceKind =
    "missing" | "undeclared" | "account" | "notRegistered" | "outOfReach" | "storage" | "unread";

/** What was read of a declared number. */
export type DeclaredReading =
    | { readonly kind: "read"; readonly number: PhoneNumber; readonly storage: StorageAnswer }
    | { readonly kind: "missing" | "unread"; readonly detail: string };

/** Its storage, or why that is not known; absent if it was not asked for. */
export type StorageAnswer = StorageReading | { readonly kind: "failed"; readonly detail: string };

/** Compares an entry with what was read of its number. Pure. */
export function differencesOf(
    entry: NumberEntry,
    reading: DeclaredReading,
): readonly NumberDifference[] {
    const { phoneNumberId } = entry;
    const difference = (kind: NumberDifferenceKind, detail: string): NumberDifference => ({
        phoneNumberId,
        kind,
        detail,
    });
    if (reading.kind !== "read") return [difference(reading.kind, reading.detail)];
    const { number } = reading;
    const isElsewhere =
        entry.wabaId !== undefined && (number.wabaId ?? entry.wabaId) !== entry.wabaId;
    return [
        ...(isElsewhere
            ? [difference("account", `account ${number.wabaId ?? ""}, declared ${entry.wabaId}`)]
            : []),
        ...stateDifference(entry, reading).map((args) => difference(...args)),
    ];
}

type KindAndDetail = readonly [NumberDifferenceKind, string];

/** Where it is registered, and its storage. A registration writes the storage that is declared. */
function stateDifference(
    entry: NumberEntry,
    { number, storage }: Extract<DeclaredReading, { kind: "read" }>,
): readonly KindAndDetail[] {
    const reach = outOfReach(number);
    if (reach !== undefined) return [["outOfReach", REACH[reach]]];
    if (!isRegistered(number)) return [["notRegistered", `status ${number.status ?? "unknown"}`]];
    return storageDifference(entry, storage);
}

const REACH = {
    coexistence: "also in the WhatsApp Business app",
    onPremises: "on the On-Premises API",
    lost: "moved, deleted or banned",
} as const;

function storageDifference(entry: NumberEntry, storage: StorageAnswer): readonly KindAndDetail[] {
    const wanted = wantedStorage(entry);
    switch (storage.kind) {
        case "failed":
            return [["unread", storage.detail]];
        case "unavailable":
            return [["unread", `its storage cannot be read: ${storage.error.message}`]];
        case "answered": {
            if (storageReadsAs(storage.storage, wanted)) return [];
            const detail = `${describeStorage(storage)}, declared ${describeWanted(wanted)}`;
            return [["storage", detail]];
        }
    }
}
