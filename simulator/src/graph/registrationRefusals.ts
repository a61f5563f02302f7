import { invalidParameter } from "./platformRefusals";
import type { GraphRefusal } from "./GraphRefusal";

/** Errors of registering, storage, PINs and ownership. */

/** 10: a feature that Meta must grant first. */
export function noStorageNotAllowed(): GraphRefusal {
    return {
        httpStatus: 403,
        graphCode: 10,
        message: "(#10) Application does not have permission for this action",
        details: "No storage has not been enabled for this business",
    };
}

/** 12: a parameter that this version no longer has. */
export function storageParameterRemoved(httpStatus: number): GraphRefusal {
    return {
        httpStatus,
        graphCode: 12,
        message: "(#12) Deprecated for versions v21.0 or higher",
    };
}

/** 33: the number was deleted. */
export function numberDeleted(): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 33,
        message: "(#33) Parameter value is not valid",
        details: "The business phone number has been deleted",
    };
}

/** 100 with subcode 2388001: no certificate can be made. Only the user message says why. */
export function noCertificate(userMessage: string): GraphRefusal {
    return {
        ...invalidParameter("Invalid parameter"),
        graphSubcode: 2388001,
        userTitle: "Cannot Create Certificate",
        userMessage,
    };
}

/** 100 with subcode 2388092: not six digits. */
export function pinFormat(): GraphRefusal {
    return {
        ...invalidParameter("Invalid parameter"),
        graphSubcode: 2388092,
        userTitle: "Invalid PIN format",
        userMessage: "A two-step verification PIN has exactly six digits",
    };
}

/** 100 for a number that is also in the WhatsApp Business app. */
export function coexistence(operation: "Register" | "Deregister"): GraphRefusal {
    return invalidParameter(
        `${operation} endpoint is not available for API solution for SMB businesses.`,
    );
}

/** 100 for a migrated number whose storage was not written. */
export function regionExpected(region: string): GraphRefusal {
    return invalidParameter(`Expected data localization region: '${region}'`);
}

/** 100 for a sign-up whose 14 days are over. Meta's answer is not documented. */
export function signupTooOld(): GraphRefusal {
    return invalidParameter(
        "The phone number was not registered within 14 days of its sign-up; sign up again.",
    );
}

/**
 * 100 for a portfolio that already has as many registered numbers as it may have. Not documented
 * either.
 */
export function capReached(cap: number): GraphRefusal {
    return invalidParameter(`The business portfolio can have at most ${cap} registered numbers.`);
}

/** 200: the business did not accept the terms. */
export function termsNotAccepted(): GraphRefusal {
    return {
        httpStatus: 403,
        graphCode: 200,
        message: "(#200) The business has not accepted the Cloud API terms of service",
    };
}

/** 131031: the account is locked. */
export function accountLocked(): GraphRefusal {
    return {
        httpStatus: 403,
        graphCode: 131031,
        message: "(#131031) Account has been locked",
        details: "The account is restricted or the request does not match it",
    };
}

/** 133000: an earlier deregistration stopped half-way. */
export function deregistrationIncomplete(): GraphRefusal {
    return {
        httpStatus: 500,
        graphCode: 133000,
        message: "(#133000) Incomplete Deregistration",
        details: "A previous deregistration failed; deregister again before registering",
    };
}

/**
 * 133001: the password does not open the backup. Public error lists call it "Decryption Error".
 * Meta's page of 2026 does not list it. No source says which of the two codes means what.
 */
export function backupPasswordWrong(): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 133001,
        message: "(#133001) Decryption Error",
        details: "The backup cannot be decrypted with this password",
    };
}

/** 133002: the data is not this number's backup; "Backup Blob Decryption Error" in the same lists. */
export function backupDataWrong(): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 133002,
        message: "(#133002) Backup Blob Decryption Error",
        details: "The data is not a backup of this number",
    };
}

/** 133005: another PIN than the number's. Texts as on Meta's page of error codes, read 2026-11-24. */
export function pinMismatch(): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 133005,
        message: "(#133005) Two step verification PIN Mismatch",
        details: "Two-step verification PIN incorrect",
    };
}

/** 133006: ownership must be verified first. */
export function ownershipNotVerified(): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 133006,
        message: "(#133006) Phone number re-verification needed",
        details: "The ownership of this number has to be verified before it is registered",
    };
}

/** 133008: too many wrong PINs. */
export function tooManyPins(minutes: number): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 133008,
        message: "(#133008) Too many two step verification PIN guesses",
        details: `Too many wrong PINs for this number; try again in ${minutes} minutes`,
    };
}

/** 133010: the number is not registered. */
export function notRegistered(): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 133010,
        message: "(#133010) The account is not registered",
        details: "This number is not registered on the WhatsApp Business Platform",
    };
}

/** 133015: deleted a moment ago. Texts as on Meta's page of error codes, read 2026-11-24. */
export function recentlyDeleted(): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 133015,
        message:
            "(#133015) Please wait a few minutes before attempting to register this phone number",
        details:
            "The phone number you are attempting to register was recently deleted, and deletion has not yet completed",
    };
}

/** 133016: more than ten requests in 72 hours. Texts as on Meta's page, read 2026-11-24. */
export function attemptLimit(): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 133016,
        message: "(#133016) Account register deregister rate limit exceeded",
        details:
            "Registration or Deregistration failed because there were too many attempts for this phone number in a short period of time",
    };
}

/**
 * 136024, which Meta's reference calls "Request code error" whatever the reason is. Public code
 * meets it with subcode 2388366 if ownership is verified already.
 */
export function alreadyVerified(): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 136024,
        graphSubcode: 2388366,
        message: "(#136024) Request code error",
        userTitle: "Number already verified",
        userMessage: "The ownership of this phone number is verified",
    };
}

/** 136025, "Verify code error" in Meta's reference: a code that is wrong, used or too old. */
export function wrongCode(): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 136025,
        message: "(#136025) Verify code error",
        userTitle: "Code refused",
        userMessage: "The verification code is wrong or has expired",
    };
}
