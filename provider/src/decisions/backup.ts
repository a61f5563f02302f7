import { outOfReach, type NumberReading } from "./registrationStatus";
import { isUnknown } from "./unknownValue";

const right =
    "backup must be { data, password }, two strings from the backup of the On-Premises client";

/** Why a value is no backup, or undefined where it is one. The value itself is never repeated. */
export function backupProblem(value: unknown): string | undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return `${right}.`;
    const backup = value as Readonly<Record<string, unknown>>;
    const names = Object.keys(backup);
    if (names.some((name) => name !== "data" && name !== "password")) {
        return `${right}, and nothing else.`;
    }
    const missing = ["data", "password"].filter((name) => !isText(backup[name]));
    return missing.length === 0
        ? undefined
        : `${right}: ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} missing or empty.`;
}

function isText(value: unknown): boolean {
    return isUnknown(value) || (typeof value === "string" && value !== "");
}

/**
 * The backup to send along with a registration, or none. It serves one migration: of a number that
 * still reads as on the On-Premises API and is new to this stack, or whose migration was begun and
 * has not been seen to end.
 *
 * @param olds - what this stack knows of the number; undefined where it is new.
 */
export function backupToSend<Backup>(
    reading: NumberReading,
    backup: Backup | undefined,
    olds: { readonly __migrating?: boolean } | undefined,
): Backup | undefined {
    const isBegun = olds?.__migrating === true;
    const isNew = olds === undefined && outOfReach(reading) === "onPremises";
    return isBegun || isNew ? backup : undefined;
}
