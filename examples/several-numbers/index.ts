import * as pulumi from "@pulumi/pulumi";
import { WhatsAppPhoneRegistration } from "pulumi-whatsapp";

import { lines } from "./lines";

const pins = new pulumi.Config("numbers").requireSecretObject<Record<string, string>>("pins");

const registrations = Object.entries(lines).map(([name, line]) => {
    const pin = pins.apply((known) => {
        const found = known[name];
        if (found === undefined) throw new pulumi.RunError(`No PIN in numbers:pins for ${name}.`);
        return found;
    });
    return new WhatsAppPhoneRegistration(name, { ...line, pin });
});

export const numbers = registrations.map(({ phoneNumberId, registered, status, refusal }) => ({
    phoneNumberId,
    registered,
    status,
    refusal,
}));
