import { createHash, createHmac } from "node:crypto";

import type { MarkOf } from "../decisions/refusalMemory";
import type { RegistrationInputs } from "../decisions/RegistrationState";
import { describeWanted } from "../decisions/storage";

// 64 bits tell attempts apart. A PIN has only a million values, so that a plain digest would give
// it away: the token is the key, and who has the token can set the PIN anyway.
const MARK_LENGTH = 16;

/** Tells attempts apart by a text that gives nothing of them away to who has not got the token. */
export function markWith(accessToken: string): MarkOf {
    return ({ pin, storage, recipe, backupMark }) =>
        createHmac("sha256", accessToken)
            .update(JSON.stringify([pin, describeWanted(storage), recipe, backupMark]))
            .digest("hex")
            .slice(0, MARK_LENGTH);
}

/** Tells PINs apart likewise. */
export function pinMarkWith(accessToken: string): (pin: string) => string {
    return (pin) =>
        createHmac("sha256", accessToken).update(`pin ${pin}`).digest("hex").slice(0, MARK_LENGTH);
}

// 16 bits tell a corrected backup from the refused one. They say nothing to who has not got the
// data, and who has it can try passwords on that itself.
const BACKUP_MARK_LENGTH = 4;

/** Tells one backup from another, and nothing else of it. */
export function backupMark(backup: RegistrationInputs["backup"]): string | undefined {
    if (backup === undefined) return undefined;
    const text = JSON.stringify([backup.data, backup.password]);
    return createHash("sha256").update(text).digest("hex").slice(0, BACKUP_MARK_LENGTH);
}
