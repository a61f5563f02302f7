import type { AccountInput } from "./worldSchema";

/** An account of a world. */
export interface Account {
    /** The account id. */
    readonly id: string;
    /** Its name. */
    readonly name: string;
    /** Its business portfolio. */
    readonly businessId: string;
    /** Whether the business took the Cloud API terms. */
    readonly termsAccepted: boolean;
    /** The apps that get its webhooks. */
    readonly subscribedAppIds: readonly string[];
    /** The address for its webhooks, in place of the app's address; null for the app's address. */
    readonly overrideCallbackUri: string | null;
    /** How many registered numbers its portfolio may have; null for any number. */
    readonly registeredNumberCap: number | null;
}

/**
 * An account without input: the world's app is subscribed to it.
 *
 * @param id - its id
 * @param appId - the app of the world
 */
export function blankAccount(id: string, appId: string): Account {
    return {
        id,
        name: "Example Account",
        businessId: "506914307656634",
        termsAccepted: true,
        subscribedAppIds: [appId],
        overrideCallbackUri: null,
        registeredNumberCap: null,
    };
}

/**
 * An account after a change, or a new one.
 *
 * @param input - what to set
 * @param before - the account before
 */
export function accountOf(input: AccountInput, before: Account): Account {
    const {
        registeredNumberCap = before.registeredNumberCap,
        overrideCallbackUri = before.overrideCallbackUri,
    } = input;
    return {
        id: before.id,
        name: input.name ?? before.name,
        businessId: input.businessId ?? before.businessId,
        termsAccepted: input.termsAccepted ?? before.termsAccepted,
        subscribedAppIds: [...new Set(input.subscribedAppIds ?? before.subscribedAppIds)],
        overrideCallbackUri,
        registeredNumberCap,
    };
}
