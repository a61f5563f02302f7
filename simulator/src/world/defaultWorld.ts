import type { WorldInput } from "./worldSchema";

/** The permissions that registering needs. Registration guide, read 2026-11-22. */
export const REGISTRATION_SCOPES: readonly string[] = [
    "whatsapp_business_management",
    "whatsapp_business_messaging",
];

/** The parts of a world that get a default if they are left out. */
export interface DefaultWorld {
    /** One account. */
    readonly accounts: NonNullable<WorldInput["accounts"]>;
    /** One token that may do everything. */
    readonly tokens: NonNullable<WorldInput["tokens"]>;
    /** One number. */
    readonly numbers: NonNullable<WorldInput["numbers"]>;
}

/**
 * The default world: one account, one token that may do everything, and the registration guide's
 * number, verified and never registered.
 */
export function defaultWorld(): DefaultWorld {
    return {
        accounts: [{ id: "102290129340398" }],
        tokens: [{ token: "EAA-fake-token", name: "default" }],
        numbers: [{ id: "106540352242922" }],
    };
}
