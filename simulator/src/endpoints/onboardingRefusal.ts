import type { NumberCall } from "../graph/GraphCall";
import type { GraphRefusal } from "../graph/GraphRefusal";
import { capReached, signupTooOld } from "../graph/registrationRefusals";

/** How long a sign-up waits for a registration. Meta's guide on managing numbers, read 2026-11-22. */
const SIGNUP_WAITS_MS = 14 * 24 * 3_600_000;

/**
 * Why an unregistered number may not be registered: its sign-up is too old, or its portfolio
 * already has as many registered numbers as it may have.
 *
 * @param call - a call of `/register`
 * @returns undefined if it may
 */
export function onboardingRefusal(call: NumberCall): GraphRefusal | undefined {
    if (call.number.registered) return undefined;
    if (isLateSignup(call)) return signupTooOld();
    const cap = call.world.account(call.number.wabaId)?.registeredNumberCap ?? null;
    return cap !== null && registeredNumbers(call) >= cap ? capReached(cap) : undefined;
}

/**
 * The limit is only for the first registration. A number that was registered before signed up in
 * time.
 */
function isLateSignup({ number, world, now }: NumberCall): boolean {
    const { onboardedAtMs, everRegistered } = number;
    if (world.switches.lateSignup === "accepted" || onboardedAtMs === null) return false;
    return !everRegistered && now.getTime() > onboardedAtMs + SIGNUP_WAITS_MS;
}

/** The limit is the portfolio's: the numbers of all its accounts count. */
function registeredNumbers({ number, world }: NumberCall): number {
    const businessOf = (wabaId: string): string | undefined => world.account(wabaId)?.businessId;
    const business = businessOf(number.wabaId);
    return world.numbers.filter(
        ({ registered, removed, wabaId }) =>
            registered && !removed && businessOf(wabaId) === business,
    ).length;
}
