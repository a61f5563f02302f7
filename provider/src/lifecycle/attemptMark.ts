import { createHash, createHmac } from "node:crypto";

import type { MarkOf } from "../decisions/refusalMemory";
import type { RegistrationInputs } from "../decisions/RegistrationState";
import { describeWanted } from "../decisions/storage";

// 64 bits tell attempts apart. A PIN has only a million values, so a plain digest would reveal it.
// Therefore the token is the key: anyone who has the token can set the PIN anyway.
const MARK_LENGTH = 16;

/** Makes a text that tells attempts apart. It reveals nothing about them without the token. */
export function markWith(accessToken: string): MarkOf {
    return ({ pin, storage, recipe, backupMark }) =>
        createHmac("sha256", accessToken)
            .update(JSON.stringify([pin, describeWanted(storage), recipe, backupMark]))
            .digest("hex")
            .slice(0, MARK_LENGTH);
}

/** Makes a text that tells PINs apart, in the same way. */
export function pinMarkWith(accessToken: string): (pin: string) => string {
    return (pin) =>
        createHmac("sha256", accessToken).update(`pin ${pin}`).digest("hex").slice(0, MARK_LENGTH);
}

// 16 bits tell a corrected backup from the refused one. They reveal nothing without the data, and
// anyone who has the data can try passwords on the data itself.
const BACKUP_MARK_LENGTH = 4;

/** Makes a text that tells one backup from another. It reveals nothing else about the backup. */
export function backupMark(backup: RegistrationInputs["backup"]): string | undefined {
    if (backup === undefined) return undefined;
    const text = JSON.stringify([backup.data, backup.password]);
    return createHash("sha256").update(text).digest("hex").slice(0, BACKUP_MARK_LENGTH);
}
