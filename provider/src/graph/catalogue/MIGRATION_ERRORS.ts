import type { GraphErrorEntry } from "../GraphErrorEntry";
import { entry } from "./entry";
import { SOURCES } from "./SOURCES";

// No advice to make another one: a client that is not registered cannot make any, and a failed
// migration may have taken the number down there, too (docs/migration.md).
const CHECK_BACKUP = "Check data and password of `backup`; another backup is tried at once.";

/** What is written down of an error: code, name, meaning, next step. */
type Row = readonly [number, string, string, string];

/** Codes of moving a number between accounts. */
const BETWEEN_ACCOUNTS: readonly Row[] = [
    [
        2388012,
        "numberInList",
        "the number is in the account's list already",
        'Do not add it again: look its id up with "npx pulumi-whatsapp numbers --waba <id>" and go on with that.',
    ],
    [
        2388091,
        "codeNotPossible",
        "the number cannot get a verification code for now",
        "Wait as long as Meta's text says, an hour where it says nothing, then ask for a code once more.",
    ],
    [
        2388093,
        "numberNotEligible",
        "the number cannot be moved as it is",
        "At its former account, have its ownership verified and its display name approved and switch two-step verification off, then move it again.",
    ],
    [
        2388103,
        "targetAccountNotReady",
        "the account it is to be moved to is not ready",
        "Finish that account in WhatsApp Manager (review, business verification, payment method), then move the number again.",
    ],
];

/** Codes of the On-Premises era; a registration with a backup may answer them. */
const ON_PREMISES: readonly Row[] = [
    [133001, "backupUnreadable", "the On-Premises backup could not be decrypted", CHECK_BACKUP],
    [
        133002,
        "backupDataUnreadable",
        "the data of the On-Premises backup could not be decrypted",
        CHECK_BACKUP,
    ],
    [
        133003,
        "recoveryToken",
        "the recovery token of the On-Premises backup was not found",
        CHECK_BACKUP,
    ],
    [
        133007,
        "accountBlocked",
        "the number's account is blocked for breaking Meta's terms",
        "Ask for a review in WhatsApp Manager: no registration unblocks it, and each try counts.",
    ],
];

/** Errors of numbers on the way from another account or from the On-Premises API. */
export const MIGRATION_ERRORS: readonly GraphErrorEntry[] = [
    ...BETWEEN_ACCOUNTS.map((row) => entryOf(row, SOURCES.errorCodes)),
    ...ON_PREMISES.map((row) => entryOf(row, SOURCES.olderLists)),
];

function entryOf([graphCode, name, meaning, nextStep]: Row, source: string): GraphErrorEntry {
    return entry({ graphCode, name, meaning, errorClass: "permanent", nextStep, source });
}
