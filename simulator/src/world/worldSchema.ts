import * as z from "zod";
import { numberSchema } from "./numberSchema";
import { digits, isoTime, strictShape } from "./strictShape";
import { switchesSchema } from "./switches";

/** Checks the app that the world's tokens belong to. */
export const appSchema = strictShape({
    /** The app id. */
    id: digits.optional(),
    /** Its name, as `debug_token` shows it. */
    name: z.string().optional(),
    /** The app secret; with one, `appsecret_proof` is checked. Null takes it away. */
    secret: z.string().min(1, "is empty. Leave it out for an app without a secret").nullish(),
    /** Whether calls without a proof are refused; by default they are when there is a secret. */
    requireProof: z.boolean().optional(),
    /** Where webhooks go, such as a server of the test; null, the default, for nowhere. */
    webhookUrl: z
        .url({
            protocol: /^https?$/,
            error: 'is no address. Write it as "http://127.0.0.1:4020/webhooks"',
        })
        .nullish(),
    /** The version that calls without one in their path get, such as `v24.0`. */
    defaultVersion: z
        .string()
        .regex(/^v[0-9]+\.[0-9]+$/, 'is not a version. Write it as "v24.0"')
        .optional(),
});

/** The app of a world. */
export type AppInput = z.input<typeof appSchema>;

/** Checks a WhatsApp Business account. */
export const accountSchema = strictShape({
    /** The account id (WABA). */
    id: digits,
    /** Its name. */
    name: z.string().optional(),
    /** The business portfolio that owns it. */
    businessId: digits.optional(),
    /** Whether the business took the Cloud API terms; without, registering answers 200. */
    termsAccepted: z.boolean().optional(),
    /** The apps that are subscribed to its webhooks; by default the world's app. */
    subscribedAppIds: z.array(digits).optional(),
    /** Where its webhooks go instead of the app's address; null, the default, for that address. */
    overrideCallbackUri: z.string().nullish(),
    /** How many registered numbers its portfolio may have; null, the default, for any number. */
    registeredNumberCap: z.number().int().min(0).nullish(),
});

/** An account of a world. */
export type AccountInput = z.input<typeof accountSchema>;

/** Checks an access token. */
export const tokenSchema = strictShape({
    /** The token as callers send it; made up, such as `EAA-fake-token`. */
    token: z.string().min(1, "is empty. Write a made-up token"),
    /** Its name in the list of requests. */
    name: z
        .string()
        .min(1, 'is empty. Write what the journal shall call the token, such as "default"'),
    /** Its permissions; by default both that registering needs. */
    scopes: z.array(z.string()).optional(),
    /** Accounts it reaches; left out, all. */
    wabaIds: z.array(digits).optional(),
    /** Single numbers it reaches beyond those accounts. */
    phoneNumberIds: z.array(digits).optional(),
    /** When it expires; left out or null, never. */
    expiresAt: isoTime.nullish(),
    /** Made unusable, by the subcode of 190 that says why, such as 460 for a changed password. */
    invalidSubcode: z.number().int().nullish(),
});

/** A token of a world. */
export type TokenInput = z.input<typeof tokenSchema>;

/** Checks a whole world. */
export const worldSchema = strictShape({
    /** For editors only: the address of a schema. */
    $schema: z.string().optional(),
    /** The app. */
    app: appSchema.optional(),
    /** The accounts; by default one. */
    accounts: z.array(accountSchema).min(1, "is empty. Write at least one account").optional(),
    /** The tokens; by default one that may do everything. */
    tokens: z.array(tokenSchema).optional(),
    /** The numbers; by default one, verified and never registered. */
    numbers: z.array(numberSchema).optional(),
    /** How undocumented things behave. */
    switches: switchesSchema.optional(),
});

/** A world as a file or a test writes it; every part has a default. */
export type WorldInput = z.input<typeof worldSchema>;

/** Checks a change of a world. */
export const worldChangeSchema = strictShape({
    /** The app's parts to change. */
    app: appSchema.optional(),
    /** Accounts to change, by their id, or to add. */
    accounts: z.array(accountSchema).optional(),
    /** The new tokens, which replace the earlier ones. */
    tokens: z.array(tokenSchema).optional(),
    /** Switches to set. */
    switches: switchesSchema.optional(),
    /** Numbers to change, by their id, or to add. */
    numbers: z.array(numberSchema).optional(),
});

/** A change of a world; what is left out stays. */
export type WorldChange = z.input<typeof worldChangeSchema>;
