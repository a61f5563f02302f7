import { PIN_MISMATCH } from "../decisions/graphCodes";
import { bringUp, type BringUpOptions, type Declared } from "./bringUp";
import type { NumberSession } from "./NumberSession";
import { graphCodeOf } from "./OperationFailure";
import type { RegistrationState } from "./RegistrationInputs";

export interface ByPinOptions extends BringUpOptions {
    /** The PIN that Meta took last, where that is known. */
    readonly provedPin: string | undefined;
}

/** The PIN of a number that Meta is known to have taken. */
export function provedPin(olds: RegistrationState | undefined): string | undefined {
    return olds?.pinProvedAt === undefined ? undefined : olds.pin;
}

/**
 * Registers a number that is down and for which another PIN may be declared. It still has the PIN
 * that was proved: that one registers it, and the declared one is set afterwards, which is free.
 * Where the proved one is refused, the declared one registers it.
 */
export async function bringUpByPin(
    session: NumberSession,
    declared: Declared,
    { provedPin: proved, ...options }: ByPinOptions,
): Promise<void> {
    if (proved === undefined || proved === declared.pin) {
        return bringUp(session, declared, options);
    }
    try {
        await bringUp(session, { ...declared, pin: proved }, options);
    } catch (failure) {
        if (graphCodeOf(failure) !== PIN_MISMATCH) throw failure;
        return bringUp(session, declared, options);
    }
    await session.setPin(declared.pin);
}
