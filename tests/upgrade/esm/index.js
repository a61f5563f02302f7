import * as pulumi from "@pulumi/pulumi";
import { WhatsAppPhoneRegistration } from "pulumi-whatsapp";

const config = new pulumi.Config("number");

const support = new WhatsAppPhoneRegistration("support", {
    phoneNumberId: config.require("phoneNumberId"),
    pin: config.requireSecret("pin"),
    dataLocalizationRegion: config.require("dataLocalizationRegion"),
});

export const status = support.status;
