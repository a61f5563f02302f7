import * as z from "zod";
import { digits, strictShape } from "../world/strictShape";

/** Checks a webhook that a test sends. */
export const webhookChangeSchema = strictShape({
    /** The account (WABA) that it is about. */
    wabaId: digits,
    /** What Meta calls the change, such as `account_update`. */
    field: z.string().min(1, 'is empty. Write a field of Meta\'s, such as "account_update"'),
    /** The `value`, as Meta's reference of the field shows it. */
    value: z.record(z.string(), z.unknown()),
});

/** A change that a webhook tells of. */
export type WebhookChange = z.input<typeof webhookChangeSchema>;
