import * as pulumi from "@pulumi/pulumi";
import { WhatsAppPhoneRegistration } from "pulumi-whatsapp";

// The PIN of each number is a secret in the stack's config.
const config = new pulumi.Config();

const registrations = [
    // Example Support, +41 00 000 00 00
    new WhatsAppPhoneRegistration("example-support", {
        phoneNumberId: "106540352242922",
        pin: config.requireSecret("pin-106540352242922"),
        dataLocalizationRegion: "CH",
    }),
    // Example Orders, +41 00 000 00 01
    new WhatsAppPhoneRegistration("example-orders", {
        phoneNumberId: "106540352242923",
        pin: config.requireSecret("pin-106540352242923"),
    }),
];

export const numbers = registrations.map((number) => ({
    phoneNumberId: number.phoneNumberId,
    displayPhoneNumber: number.displayPhoneNumber,
    registered: number.registered,
    status: number.status,
    dataLocalizationRegion: number.dataLocalizationRegion,
}));
