import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { WhatsAppPhoneRegistration } from "pulumi-whatsapp";

const config = new pulumi.Config("number");
const isRotating = config.getBoolean("rotating") ?? false;

const pin = new random.RandomPassword(
    "pin",
    {
        length: 6,
        numeric: true,
        lower: false,
        upper: false,
        special: false,
        // A new word here makes a new PIN.
        keepers: { rotation: config.require("rotation") },
    },
    // A lost PIN stays lost: no API returns it.
    { protect: !isRotating },
);

const support = new WhatsAppPhoneRegistration("support", {
    phoneNumberId: config.require("phoneNumberId"),
    pin: pin.result,
});

export const status = support.status;
export const pinProvedAt = support.pinProvedAt.apply((time) => time ?? "not yet");
