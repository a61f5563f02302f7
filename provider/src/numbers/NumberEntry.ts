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
    /** Whose number it is; absent where the file does not say. */
    readonly customer?: string;
    /** The stack that holds it, where there are several. Default: the customer's name. */
    readonly stack?: string;
    /** The region of its data at rest, in capitals; absent where it has none. */
    readonly dataLocalizationRegion?: RegionCode;
    /** Meta's No Storage; excludes a region. */
    readonly noStorage?: NoStorage;
    /** The WhatsApp Business account, digits; absent for what Meta tells. */
    readonly wabaId?: string;
    /** The name of its access token; absent for the shared one. */
    readonly tokenName?: string;
    /** Where its PIN is. Default: the secret `pin-<phoneNumberId>` in the stack's config. */
    readonly pinFrom: PinSource;
    /** Whether Pulumi refuses to delete or replace it. Default: false. */
    readonly protect: boolean;
}

/** The key of a number's PIN in the stack's config, where nothing else is said. */
export function pinKeyOf(phoneNumberId: string): string {
    return `pin-${phoneNumberId}`;
}

/** The environment variable of a number's PIN, where no other one is named. */
export function pinVariableOf(phoneNumberId: string): string {
    return `WHATSAPP_PIN_${phoneNumberId}`;
}
