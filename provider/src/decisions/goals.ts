import type { Changes } from "./changesBetween";
import type { KnownGoal, RegisteredGoal } from "./Goal";
import { type Knowledge, lookedAtAnew } from "./Knowledge";
import type { RegistrationInputs, RegistrationState } from "./RegistrationState";
import { declaredBefore, wantedStorage } from "./storage";

/** What tells one backup from another, and nothing else of it. */
export type BackupMark = string | undefined;

/** `create` makes a number registered as declared, whatever it is now, and may move it for that. */
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
 * `read` asks for the number, and for its storage where that is managed, may have changed, or is
 * to be taken into the state.
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

/** What an update sets out from. */
export function startOfUpdate(known: Knowledge, { updates }: Changes): Knowledge {
    // Called without a difference, an earlier run left something open: look again.
    const isOpen = updates.length === 0 || updates.includes("unseen");
    return isOpen ? lookedAtAnew(known) : known;
}

/** A change of a number that is there, as a preview or an operation meets it. */
export interface PlannedChange {
    readonly changes: Changes;
    /** The engine replaces the resource, so that `create` does the work and not `update`. */
    readonly isReplace: boolean;
    readonly inputs: RegistrationInputs;
    readonly backupMark: BackupMark;
}

/** What a planned change sets out from, and what it is to reach. */
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
