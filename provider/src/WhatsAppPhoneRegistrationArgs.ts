import type * as pulumi from "@pulumi/pulumi";

import type { RegionCode } from "./decisions/regions";
import type { NoStorage } from "./decisions/storage";
import type { OnPremisesBackup } from "./graph/registration";

/** What a program declares of a registration, as plain values. */
export interface WhatsAppPhoneRegistrationInputs {
    /**
     * Meta's id of the phone number: a string of digits such as `"106540352242922"`, not the phone
     * number itself.
     *
     * It becomes the resource's id. Another id replaces: the provider registers the new number,
     * then deregisters the old one. Declare a number in one resource of one stack.
     */
    phoneNumberId: string;

    /**
     * The number's two-step verification PIN: six ASCII digits in a string such as `"012345"`.
     *
     * Secret: encrypted in state and hidden in previews, even if the program gives it in clear. A
     * number without two-step verification gets this PIN when it is registered. Another PIN is set
     * in place, without the old one, and costs no registration. No API returns a PIN, so the
     * provider does not see a change that was made elsewhere. Source: Meta's registration guide and
     * two-step verification guide, read 2026-11-22.
     */
    pin: string;

    /**
     * The region of the number's data at rest: one of AE, AU, BH, BR, CA, CH, DE (the EU), GB, ID,
     * IN, JP, KR, SG, ZA, in capitals or not.
     *
     * Default: none, so local storage is off. To declare, change or remove a region replaces: the
     * number is deregistered and registered again. It is offline for that time, and this costs one
     * of ten deregistrations and one of ten registrations in 72 hours. Source: Meta's registration
     * guide, read 2026-11-22.
     */
    dataLocalizationRegion?: RegionCode | OtherText;

    /**
     * Meta's No Storage: Meta keeps messages and media for `retentionMinutes`, then deletes them.
     * Meta offers 60 minutes only.
     *
     * Default: not declared. Excludes `dataLocalizationRegion`, and a change of it replaces as
     * well. Meta then retries undelivered messages and webhooks for an hour only. Source: Meta's
     * page on No Storage, read 2026-11-22.
     */
    noStorage?: NoStorage;

    /**
     * The backup of a number that moves here from the On-Premises API, as its client makes it.
     *
     * Secret: encrypted in state while it is declared. The provider sends it with the number's
     * first registration. That may take 15 seconds and ends the number on the On-Premises API. With
     * a wrong PIN it takes the number down there too. It is not used again, and to remove it is no
     * change. Source: Meta's page on migrating from On-Premises, read 2026-11-22.
     */
    backup?: OnPremisesBackup;

    /**
     * The WhatsApp Business Account that the number belongs to: a string of digits.
     *
     * Default: the account that Meta names. A change sends nothing.
     */
    wabaId?: string;

    /**
     * The name of the access token to use, for stacks with numbers of several businesses: a
     * letter, then letters, digits, `_` and `-`. A name, not a secret.
     *
     * The provider looks for the token in the environment variable `WHATSAPP_ACCESS_TOKEN_<NAME>`,
     * then in secret config `whatsapp:accessTokens.<name>`, and nowhere else. Default: no name, so
     * the provider uses `WHATSAPP_ACCESS_TOKEN`, then secret config `whatsapp:accessToken`. A
     * change sends nothing.
     */
    tokenName?: string;
}

/** Any other text. So an editor completes the codes, and a preview reports what is wrong. */
type OtherText = string & Record<never, never>;

/** The arguments of a registration: its inputs, each also as a promise or another's output. */
export type WhatsAppPhoneRegistrationArgs = {
    [Property in keyof WhatsAppPhoneRegistrationInputs]: pulumi.Input<
        InputsWithin<WhatsAppPhoneRegistrationInputs[Property]>
    >;
};

/** Texts and numbers as they are; of an object, each property may come from elsewhere too. */
type InputsWithin<T> = T extends string ? T : { [Property in keyof T]: pulumi.Input<T[Property]> };
