import type { GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import type { GraphRefusal } from "../graph/GraphRefusal";
import { objectParameter } from "../graph/objectParameter";
import { invalidParameter } from "../graph/platformRefusals";
import {
    backupDataWrong,
    backupPasswordWrong,
    ownershipNotVerified,
} from "../graph/registrationRefusals";

/**
 * Why a `backup` cannot be read. It needs data and password.
 *
 * @param call - a call of `/register`
 * @returns undefined if it is whole or absent
 */
export function backupIsWhole({ parameters }: NumberCall): GraphRefusal | undefined {
    const { backup } = parameters;
    if (backup === undefined) return undefined;
    const { data, password } = objectParameter(backup);
    return isText(data) && isText(password)
        ? undefined
        : invalidParameter("Param backup must have both data and password.");
}

/**
 * Why a `backup` does not migrate this number.
 *
 * @param call - a call of `/register` whose backup is whole
 * @returns undefined if it is right, or if none is needed
 */
export function backupIsRight({ number, parameters, world }: NumberCall): GraphRefusal | undefined {
    const { backup } = parameters;
    const { onPremises } = number;
    const { onPremisesWithoutBackup, backupWithoutOnPremises } = world.switches;
    if (onPremises === null) {
        return backup !== undefined && backupWithoutOnPremises === "refused"
            ? invalidParameter("Param backup is only for a number of the On-Premises API.")
            : undefined;
    }
    if (backup === undefined) return refusalWithoutBackup(onPremisesWithoutBackup);
    const { data, password } = objectParameter(backup);
    if (data !== onPremises.data) return backupDataWrong();
    return password === onPremises.password ? undefined : backupPasswordWrong();
}

/**
 * The answer of a registration. It comes late if this world takes time for a backup.
 *
 * @param call - a call of `/register`
 * @param answer - the answer
 */
export function withBackupTime(
    { number, parameters, world }: NumberCall,
    answer: GraphAnswer,
): GraphAnswer {
    const { backupTakesSeconds } = world.switches;
    if (backupTakesSeconds === 0 || number.onPremises === null) return answer;
    if (parameters["backup"] === undefined) return answer;
    return { ...answer, tookMs: backupTakesSeconds * 1000 };
}

function refusalWithoutBackup(
    withoutBackup: NumberCall["world"]["switches"]["onPremisesWithoutBackup"],
): GraphRefusal | undefined {
    switch (withoutBackup) {
        case "refused":
            return invalidParameter("The parameter backup is required for an On-Premises number.");
        case "verificationNeeded":
            return ownershipNotVerified();
        case "accepted":
            return undefined;
    }
}

function isText(value: unknown): boolean {
    return typeof value === "string" && value !== "";
}
