import type { RegionCode } from "../decisions/regions";
import type { NoStorage } from "../decisions/storage";

/** Where a number's PIN is. A numbers file never holds one. */
export type PinSource =
    | { readonly kind: "config"; readonly key: string }
    | { readonly kind: "environment"; readonly variable: string }
    | { readonly kind: "generated" };

/** One number of a numbers file, checked, with the defaults of its customer. */
export interface NumberEntry {
    /** The name of its resource, unique in the file. */
    readonly name: string;
    /** Meta's id of the number, digits; unique in the file. */
    readonly phoneNumberId: string;
    /** Whose number it is; absent if the file does not say. */
    readonly customer?: string;
    /** The stack that holds it, where there are several. Default: the customer's name. */
    readonly stack?: string;
    /** The region of its data at rest, in capitals; absent if it has none. */
    readonly dataLocalizationRegion?: RegionCode;
    /** Meta's No Storage; excludes a region. */
    readonly noStorage?: NoStorage;
    /** The WhatsApp Business account, digits; if absent, the one that Meta names. */
    readonly wabaId?: string;
    /** The name of its access token; if absent, the shared token. */
    readonly tokenName?: string;
    /** Where its PIN is. Default: the secret `pin-<phoneNumberId>` in the stack's config. */
    readonly pinFrom: PinSource;
    /** Whether Pulumi refuses to delete or replace it. Default: false. */
    readonly protect: boolean;
}

/** The default key of a number's PIN in the stack's config. */
export function pinKeyOf(phoneNumberId: string): string {
    return `pin-${phoneNumberId}`;
}

/** The default environment variable of a number's PIN. */
export function pinVariableOf(phoneNumberId: string): string {
    return `WHATSAPP_PIN_${phoneNumberId}`;
}
