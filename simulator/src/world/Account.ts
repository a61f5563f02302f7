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
}

/**
 * An account with its defaults.
 *
 * @param input - what the world says about it
 */
export function accountOf(input: AccountInput): Account {
    return {
        id: input.id,
        name: input.name ?? "Example Account",
        businessId: input.businessId ?? "506914307656634",
        termsAccepted: input.termsAccepted ?? true,
    };
}
