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
    /** The app secret. With a secret, `appsecret_proof` is checked. Null removes it. */
    secret: z.string().min(1, "is empty. Leave it out for an app without a secret").nullish(),
    /** Whether calls without a proof are refused. By default they are if there is a secret. */
    requireProof: z.boolean().optional(),
    /** The address for webhooks, such as a server of the test; null, the default, for none. */
    webhookUrl: z
        .url({
            protocol: /^https?$/,
            error: 'is no address. Write it as "http://127.0.0.1:4020/webhooks"',
        })
        .nullish(),
    /** The version of calls that have none in their path, such as `v24.0`. */
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
    /** Whether the business accepted the Cloud API terms. If not, registering answers 200. */
    termsAccepted: z.boolean().optional(),
    /** The apps that are subscribed to its webhooks. By default the world's app. */
    subscribedAppIds: z.array(digits).optional(),
    /**
     * The address for its webhooks, in place of the app's address; null, the default, for the app's
     * address.
     */
    overrideCallbackUri: z.string().nullish(),
    /** How many registered numbers its portfolio may have; null, the default, for no limit. */
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
    /** Its permissions. By default the two that registering needs. */
    scopes: z.array(z.string()).optional(),
    /** The accounts that it reaches. By default all. */
    wabaIds: z.array(digits).optional(),
    /** Single numbers that it reaches besides those accounts. */
    phoneNumberIds: z.array(digits).optional(),
    /** When it expires. By default, or with null, never. */
    expiresAt: isoTime.nullish(),
    /** It cannot be used. The subcode of 190 says why, such as 460 for a changed password. */
    invalidSubcode: z.number().int().nullish(),
});

/** A token of a world. */
export type TokenInput = z.input<typeof tokenSchema>;

/** Checks a whole world. */
export const worldSchema = strictShape({
    /** The address of a JSON schema, for editors only. */
    $schema: z.string().optional(),
    /** The app. */
    app: appSchema.optional(),
    /** The accounts. By default one. */
    accounts: z.array(accountSchema).min(1, "is empty. Write at least one account").optional(),
    /** The tokens. By default one that may do everything. */
    tokens: z.array(tokenSchema).optional(),
    /** The numbers. By default one, verified and never registered. */
    numbers: z.array(numberSchema).optional(),
    /** How undocumented things behave. */
    switches: switchesSchema.optional(),
});

/** A world as a file or a test writes it. Every part has a default. */
export type WorldInput = z.input<typeof worldSchema>;

/** Checks a change of a world. */
export const worldChangeSchema = strictShape({
    /** The app's parts to change. */
    app: appSchema.optional(),
    /** Accounts to change, by their id, or accounts to add. */
    accounts: z.array(accountSchema).optional(),
    /** The new tokens. They replace the earlier ones. */
    tokens: z.array(tokenSchema).optional(),
    /** Switches to set. */
    switches: switchesSchema.optional(),
    /** Numbers to change, by their id, or numbers to add. */
    numbers: z.array(numberSchema).optional(),
});

/** A change of a world. What it leaves out stays. */
export type WorldChange = z.input<typeof worldChangeSchema>;
