import { refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import { parameterText } from "../graph/parameterText";
import { pinMismatch, tooManyPins } from "../graph/registrationRefusals";
import type { PhoneNumber } from "../world/PhoneNumber";
import type { Switches } from "../world/switches";

/**
 * Compares the PIN of a registration with the number's PIN, and locks after too many wrong ones. A
 * wrong PIN also takes an On-Premises number down there; its backup still works. Meta's guide on
 * migrating from On-Premises, read 2026-11-22.
 *
 * @returns undefined if it is right, or if the number has none
 */
export function comparePin({
    number,
    parameters,
    world,
    now,
}: NumberCall): GraphAnswer | undefined {
    if (world.switches.accountModel === "pinRetired") return undefined;
    const lockedMs = (number.pinLockedUntilMs ?? 0) - now.getTime();
    if (lockedMs > 0) return refused(tooManyPins(Math.ceil(lockedMs / 60_000)));
    if (number.pin === null || number.pin === parameterText(parameters["pin"])) return undefined;
    const wrong = withWrongPin(number, world.switches, now);
    world.putNumber({ ...wrong, onPremises: takenDown(number) });
    return { ...refused(pinMismatch()), effect: number.onPremises?.connected === true };
}

function takenDown({ onPremises }: PhoneNumber): PhoneNumber["onPremises"] {
    return onPremises === null ? null : { ...onPremises, connected: false };
}

function withWrongPin(number: PhoneNumber, switches: Switches, now: Date): PhoneNumber {
    const wrongPins = number.wrongPins + 1;
    const { wrongPinsBeforeLock: limit, wrongPinLockHours: hours } = switches;
    if (limit === 0 || wrongPins < limit) return { ...number, wrongPins };
    return { ...number, wrongPins: 0, pinLockedUntilMs: now.getTime() + hours * 3_600_000 };
}
