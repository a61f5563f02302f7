import * as pulumi from "@pulumi/pulumi";
import { WhatsAppPhoneRegistration } from "pulumi-whatsapp";

// The numbers of this stack, as `npx pulumi-whatsapp import` wrote them.
export { numbers } from "./registrations";

// Something else registers this number. Every preview and update reads it and changes nothing.
const watched = new pulumi.Config().get("watched");

export const watchedStatus =
    watched === undefined ? "none" : WhatsAppPhoneRegistration.get("watched", watched).status;
