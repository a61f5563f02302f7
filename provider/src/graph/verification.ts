import type { GraphCalls, WriteOutcome } from "./GraphCalls";
import { phoneNumberPath } from "./phoneNumber";

/**
 * How Meta sends a verification code to a number: as a message or in a call. `IVR` was added in the
 * reference of v26.0, read 2026-11-24.
 */
export const CODE_METHODS = ["SMS", "VOICE", "IVR"] as const;

/** A way in which Meta sends a verification code. */
export type CodeMethod = (typeof CODE_METHODS)[number];

/** What a request for a verification code sends. */
export interface CodeRequest {
    /** As a message or in a call. */
    readonly method: CodeMethod;
    /** The language of the message or call, such as `en_US`, `en` or `fil`. */
    readonly language: string;
}

/**
 * Asks Meta to send a verification code to the number: `POST /{phone number id}/request_code`.
 *
 * It uses none of the ten requests in 72 hours. Meta limits codes as well, and names no figure.
 * Code 136024 means several refusals: the number is verified already, or had too many codes.
 * Source: Meta's pages on phone numbers and on this endpoint, read 2026-11-24.
 */
export async function requestVerificationCode(
    calls: GraphCalls,
    phoneNumberId: string,
    { method, language }: CodeRequest,
): Promise<WriteOutcome> {
    const path = phoneNumberPath(phoneNumberId, "request_code");
    return calls.post(path, { code_method: method, language });
}

/**
 * Proves the ownership of the number with the code that Meta sent to it:
 * `POST /{phone number id}/verify_code`.
 *
 * @param code - six digits, without a hyphen. It works once, for about ten minutes (Meta's OpenAPI
 * file, read 2026-11-22), and is not the two-step verification PIN.
 */
export async function verifyCode(
    calls: GraphCalls,
    phoneNumberId: string,
    code: string,
): Promise<WriteOutcome> {
    return calls.post(phoneNumberPath(phoneNumberId, "verify_code"), { code });
}
