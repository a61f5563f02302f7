import type { Report } from "../shell/Report";

/** Two kinds of six digits are easily mixed up. */
export const CODE_IS_NO_PIN =
    "The code proves once that the number is yours. The PIN is another six digits, of your own choice, which every registration needs.";

/** The report of a number that was verified before. */
export function alreadyVerifiedReport(phoneNumberId: string): Report {
    return {
        json: { phoneNumberId, verified: true, wasVerified: true },
        lines: (style) => [
            style.good(`Phone number ${phoneNumberId} is verified already; no code is needed.`),
        ],
        exitCode: 0,
    };
}
