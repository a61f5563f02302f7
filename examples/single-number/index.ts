import * as pulumi from "@pulumi/pulumi";
import { WhatsAppPhoneRegistration } from "pulumi-whatsapp";

const config = new pulumi.Config("number");
const dataLocalizationRegion = config.get("dataLocalizationRegion");

const support = new WhatsAppPhoneRegistration("support", {
    phoneNumberId: config.require("phoneNumberId"),
    pin: config.requireSecret("pin"),
    ...(dataLocalizationRegion === undefined ? {} : { dataLocalizationRegion }),
});

export const displayPhoneNumber = support.displayPhoneNumber;
export const status = support.status;
export const dataAtRest = support.dataLocalizationRegion.apply((region) => region ?? "no region");
export const budget = support.budget;
