/** Meta's sources disagree on it (references of the node and of errors, read 2026-11-24). */
export const EXPIRED_OWNERSHIP =
    "the ownership verification has expired (code_verification_status EXPIRED), and the number is " +
    "not registered: Meta may refuse the registration with code 133006, which uses one of the ten. " +
    "`npx pulumi-whatsapp verify` renews it first";
