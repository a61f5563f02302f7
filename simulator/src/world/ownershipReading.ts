import type { PhoneNumber } from "./PhoneNumber";
import type { Switches } from "./switches";

const DAY_MS = 24 * 3_600_000;

/**
 * No source says how long Meta remembers a registration. The simulator uses the time of a
 * verification.
 */
const LATELY_MS = 14 * DAY_MS;

/**
 * `code_verification_status` as a read shows it. A verification with a date reads `EXPIRED` when
 * its days are over, also on registered numbers.
 *
 * @param number - the number
 * @param switches - the world's switches
 * @param now - the world's time
 */
export function ownershipReading(
    number: PhoneNumber,
    { verificationLastsDays }: Pick<Switches, "verificationLastsDays">,
    now: Date,
): string {
    const { codeVerificationStatus: status, verifiedAtMs } = number;
    if (status !== "VERIFIED" || verifiedAtMs === null || verificationLastsDays === 0)
        return status;
    return now.getTime() < verifiedAtMs + verificationLastsDays * DAY_MS ? status : "EXPIRED";
}

/**
 * Whether a number is registered, or was so in the last 14 days. A deregistration without a date
 * counts as older.
 *
 * @param number - the number
 * @param now - the world's time
 */
export function wasRegisteredLately(
    { registered, deregisteredAtMs }: PhoneNumber,
    now: Date,
): boolean {
    if (registered) return true;
    return deregisteredAtMs !== null && now.getTime() < deregisteredAtMs + LATELY_MS;
}
