import { migrationPage } from "./migrationPage";
import type { WantedStorage } from "../graph/settings";
import { timeAndDistance, type BudgetRefusal } from "./budget";
import {
    isRegistered,
    outOfReach,
    type NumberReading,
    type OutOfReach,
} from "./registrationStatus";
import { describeWanted } from "./storage";

/** A reason not to send anything, and what to do about it. */
export interface Refusal {
    readonly cause: string;
    readonly nextStep: string;
    /** The budget is the reason. A preview knows that without asking Meta. */
    readonly isBudget?: boolean;
    /** Meta blocks the number until a known time. */
    readonly isBlock?: boolean;
}

const OUT_OF_REACH: Readonly<Record<OutOfReach, Refusal>> = {
    coexistence: {
        cause:
            "it is in use in the WhatsApp Business app beside Cloud API (coexistence), and Meta " +
            "neither registers nor deregisters such a number by API",
        nextStep:
            "Disconnect it in the WhatsApp Business app, or take it out of the program and run " +
            "`pulumi state delete` for it",
    },
    lost: {
        cause: "this account can no longer register it: it was moved, deleted or banned",
        nextStep:
            "Look at it in WhatsApp Manager. If it is gone for good, take it out of the program and " +
            "run `pulumi state delete` for it",
    },
    onPremises: {
        cause: "it is registered on the On-Premises API",
        nextStep:
            "To migrate it, declare `backup`, with the data and the password of the On-Premises " +
            `client's backup, in a resource that has not registered it before; ${migrationPage} ` +
            "says what comes before: " +
            "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/migrating-from-onprem-to-cloud",
    },
};

const NOT_VERIFIED: Refusal = {
    cause: "the ownership of the number is not verified (code_verification_status NOT_VERIFIED)",
    nextStep:
        "Ask Meta for a verification code with `npx pulumi-whatsapp verify request --number " +
        "<phone number id> --method SMS --language en_US`, give it back with `npx pulumi-whatsapp " +
        "verify confirm --number <phone number id> --code <code>`, then run again. That code is " +
        "not the PIN",
};

const EXPIRED: Refusal = {
    cause:
        "the ownership verification of the number has expired (code_verification_status EXPIRED), " +
        "and Meta may ask for a new code before it is registered again",
    nextStep: "Verify it again, or accept the risk with WHATSAPP_FORCE=<phone number id>",
};

// The spec of Meta's API says UNVERIFIED, and its guide says NOT_VERIFIED. EXPIRED is normal on
// healthy numbers and needs no action (local storage guide, read 2026-11-22).
const UNVERIFIED_STATUSES: ReadonlySet<string> = new Set(["NOT_VERIFIED", "UNVERIFIED"]);

/**
 * Every reason why a number can't be registered now, before anything is sent.
 *
 * @param migrates - the request carries a backup of the On-Premises client, so the number may still
 * be on the On-Premises API.
 */
export function refusalsToRegister(reading: NumberReading, migrates = false): readonly Refusal[] {
    const refusals: Refusal[] = [];
    const reach = outOfReach(reading);
    const isMoving = reach === "onPremises" && migrates;
    if (reach !== undefined && !isMoving) refusals.push(OUT_OF_REACH[reach]);
    const verification = reading.codeVerificationStatus;
    const isUnverified = verification !== undefined && UNVERIFIED_STATUSES.has(verification);
    if (isUnverified && !isRegistered(reading)) refusals.push(NOT_VERIFIED);
    return refusals;
}

/** Every reason not to take down a registered number to move it. */
export function refusalsToReplace(reading: NumberReading, isForced: boolean): readonly Refusal[] {
    const isExpired = reading.codeVerificationStatus === "EXPIRED";
    return isExpired && !isForced ? [EXPIRED] : [];
}

/** The refusal to register with a version of the Graph API that Meta no longer serves. */
export function refusalOfEndedVersion(version: string, endsAt: string): Refusal {
    return {
        cause: `Graph API ${version} ended on ${endsAt}, and Meta answers by the rules of a later one`,
        nextStep:
            "Set whatsapp:graphApiVersion to a living version, or accept the risk with " +
            "WHATSAPP_FORCE=<phone number id>",
    };
}

/** The refusal of a plan that the budget does not allow now. */
export function refusalOfBudget(
    { cause, nextAt, isBlock = false }: BudgetRefusal,
    now: Date,
): Refusal {
    const nextStep = `It fits again at ${timeAndDistance(nextAt, now)}; run again then`;
    return { cause, nextStep, isBudget: true, isBlock };
}

/** Why a registered number can't be deregistered, or undefined if it can. */
export function refusalToDeregister(reading: NumberReading): Refusal | undefined {
    return outOfReach(reading) === "coexistence" ? OUT_OF_REACH.coexistence : undefined;
}

/** The refusal of a number that somebody else registered with other storage. */
export function refusalToAdopt(there: string, wanted: WantedStorage): Refusal {
    return {
        cause: `it is registered already, and not by this stack, while ${there} and ${describeWanted(wanted)} is declared`,
        nextStep:
            "Either declare what is there and change it in a second update, or deregister the " +
            "number yourself first. Moving it means taking it offline for about a minute",
    };
}

/** The refusal to take down another number after one that did not come back. */
export function refusalOfStranded(stranded: string): Refusal {
    return {
        cause:
            `phone number ${stranded} was taken down in this run and did not come back, so no other ` +
            "number is taken down. This one stays as it is",
        nextStep: "Bring that one back first, then run again",
    };
}

/** After the engine is gone: refuses everything except bringing a number back. */
export const ENGINE_GONE: Refusal = {
    cause: "Pulumi's engine is gone, so nobody would receive the result. Nothing was sent",
    nextStep: "Run again",
};

/** After an interrupt: refuses everything except bringing a number back. */
export const CANCELLED: Refusal = {
    cause: "the operation was cancelled. Nothing was sent",
    nextStep: "Run again",
};

/** The refusal to register a number whose migration has begun, without the backup that it needs. */
export function refusalWithoutBackup(): Refusal {
    return {
        cause:
            "its migration from the On-Premises API has begun and has not ended, and no backup is " +
            "declared any more",
        nextStep:
            "Declare it again. If the number was deleted and added again, set " +
            "WHATSAPP_FORCE=<phone number id> to register it without a backup",
    };
}

/** The refusal of a region on a number whose settings can't be read. */
export function refusalOfUnreadableSettings(wanted: WantedStorage, error: string): Refusal {
    return {
        cause: `${describeWanted(wanted)} is declared, and the settings that hold it cannot be read: ${error}`,
        nextStep:
            'Set whatsapp:localStorageRecipe to "auto", or ask Meta for access to the settings of the number',
    };
}

/** Joins refusals into the cause and next steps of one message. */
export function describeRefusals(refusals: readonly Refusal[]): string {
    return refusals.map(({ cause, nextStep }) => `${cause}. ${nextStep}`).join(". Also, ");
}
