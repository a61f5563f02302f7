import type { Changes } from "./changesBetween";
import type { KnownGoal, RegisteredGoal } from "./Goal";
import { type Knowledge, lookedAtAnew } from "./Knowledge";
import type { RegistrationInputs, RegistrationState } from "./RegistrationState";
import { declaredBefore, wantedStorage } from "./storage";

/** Tells one backup from another. Reveals nothing else about the backup. */
export type BackupMark = string | undefined;

/** `create` registers a number as declared, whatever its state now. It may move the number for that. */
export function goalOfCreate(
    inputs: RegistrationInputs,
    { isOurs, backupMark }: { readonly isOurs: boolean; readonly backupMark: BackupMark },
): RegisteredGoal {
    return {
        kind: "registered",
        verb: "register",
        pin: inputs.pin,
        storage: wantedStorage(inputs),
        backup: inputs.backup,
        backupMark,
        isOurs,
        mayMove: true,
        repairs: true,
        takesName: false,
    };
}

/** `update` changes a registration in place, or finishes what an earlier run left open. */
export function goalOfUpdate(inputs: RegistrationInputs, backupMark: BackupMark): RegisteredGoal {
    return {
        ...goalOfCreate(inputs, { isOurs: true, backupMark }),
        verb: "update",
        mayMove: false,
        repairs: inputs.registered !== false,
        takesName: inputs.displayNameRegistered === true,
    };
}

/**
 * `read` reads the number. It also reads the storage if the storage is managed, may have changed, or
 * is imported.
 */
export function goalOfRead(
    state: RegistrationState,
    known: Knowledge,
    isImport = false,
): KnownGoal {
    const isManaged = [wantedStorage(state), declaredBefore(state)].some(
        ({ kind }) => kind !== "off",
    );
    const isOpen = known.isUnseen || state.__unfinished === true;
    return { kind: "known", readsStorage: isManaged || isOpen || isImport };
}

/** What an update knows at its start. */
export function startOfUpdate(known: Knowledge, { updates }: Changes): Knowledge {
    // If Pulumi calls an update without a difference, an earlier run left something open: look again.
    const isOpen = updates.length === 0 || updates.includes("unseen");
    return isOpen ? lookedAtAnew(known) : known;
}

/** A change of an existing number, in a preview or in an operation. */
export interface PlannedChange {
    readonly changes: Changes;
    /** The engine replaces the resource, so that `create` does the work and not `update`. */
    readonly isReplace: boolean;
    readonly inputs: RegistrationInputs;
    readonly backupMark: BackupMark;
}

/** What a planned change knows at its start, and its goal. */
export function startOfChange(
    known: Knowledge,
    { changes, isReplace, inputs, backupMark }: PlannedChange,
): { readonly known: Knowledge; readonly goal: RegisteredGoal } {
    if (isReplace) {
        const goal = goalOfCreate(inputs, { isOurs: true, backupMark });
        return { known: lookedAtAnew(known), goal };
    }
    return { known: startOfUpdate(known, changes), goal: goalOfUpdate(inputs, backupMark) };
}
