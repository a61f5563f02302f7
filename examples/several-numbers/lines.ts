import type { WhatsAppPhoneRegistrationInputs } from "pulumi-whatsapp";

/** The numbers by their names in the stack. `tokenName` says whose token is used. */
export const lines: Readonly<Record<string, Omit<WhatsAppPhoneRegistrationInputs, "pin">>> = {
    "first-support": { phoneNumberId: "106540352242922", tokenName: "first" },
    "first-orders": {
        phoneNumberId: "106540352242923",
        tokenName: "first",
        dataLocalizationRegion: "CH",
    },
    "second-shop": { phoneNumberId: "106540352242924", tokenName: "second" },
};
