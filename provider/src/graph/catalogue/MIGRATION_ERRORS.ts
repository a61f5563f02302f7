import type { GraphErrorEntry } from "../GraphErrorEntry";
import { entry } from "./entry";
import { SOURCES } from "./SOURCES";

/** Codes of moving a number between accounts with the name and the meaning of each. */
const BETWEEN_ACCOUNTS: readonly (readonly [number, string, string])[] = [
    [2388012, "numberInList", "the number is in the account's list already"],
    [2388091, "codeNotPossible", "the number cannot get a verification code for now"],
    [2388093, "numberNotEligible", "the number cannot be moved as it is"],
    [2388103, "targetAccountNotReady", "the account it is to be moved to is not ready"],
];

/** Codes of the On-Premises era with the name and the meaning of each. */
const ON_PREMISES: readonly (readonly [number, string, string])[] = [
    [133001, "backupUnreadable", "the On-Premises backup could not be decrypted"],
    [133002, "backupPinWrong", "the On-Premises backup and its PIN do not fit"],
    [133003, "recoveryToken", "the recovery token was not found"],
    [133007, "accountBlocked", "the account is blocked"],
];

/** Errors of numbers on the way from another account or from the On-Premises API. */
export const MIGRATION_ERRORS: readonly GraphErrorEntry[] = [
    ...BETWEEN_ACCOUNTS.map(([graphCode, name, meaning]) =>
        entry({
            graphCode,
            name,
            meaning,
            errorClass: "permanent",
            nextStep: "Finish moving the number in WhatsApp Manager, then run again.",
            source: SOURCES.errorCodes,
        }),
    ),
    ...ON_PREMISES.map(([graphCode, name, meaning]) =>
        entry({
            graphCode,
            name,
            meaning,
            errorClass: "permanent",
            nextStep: "See the number's state in WhatsApp Manager.",
            source: SOURCES.olderLists,
        }),
    ),
];
