// Meta's codes that decisions turn on (error code page, read 2026-11-22). The catalogue has them all.

/** An earlier deregistration stopped half-way: Meta asks to deregister again, then to register. */
export const DEREGISTRATION_INCOMPLETE = 133000;

/** The PIN is not the number's. */
export const PIN_MISMATCH = 133005;

/** Ten requests were made in 72 hours, and the number is blocked for the next 72. */
export const BUDGET_SPENT = 133016;

/** The ownership of the number is verified: no code is needed (page on phone numbers, same day). */
export const ALREADY_VERIFIED = 136024;

/** The verification code is wrong or too old (older lists of codes, same day). */
export const VERIFICATION_CODE_WRONG = 136025;
