import * as pulumi from "@pulumi/pulumi";
import { WhatsAppPhoneRegistration } from "pulumi-whatsapp";

const config = new pulumi.Config("number");
const isUnlocked = config.getBoolean("unlocked") ?? false;

const support = new WhatsAppPhoneRegistration(
    "support",
    {
        phoneNumberId: config.require("phoneNumberId"),
        pin: config.requireSecret("pin"),
        dataLocalizationRegion: config.require("dataLocalizationRegion"),
    },
    {
        // Pulumi refuses to destroy the number or to move it to another region.
        protect: !isUnlocked,
        // The number stays registered if it leaves the program or the stack.
        retainOnDelete: !isUnlocked,
    },
);

export const registered = support.registered;
export const status = support.status;
export const dataAtRest = support.dataLocalizationRegion;
export const refusal = support.refusal.apply((refusal) => refusal ?? "none");
