import * as pulumi from "@pulumi/pulumi";
import { WhatsAppPhoneRegistration } from "pulumi-whatsapp";

// The numbers of this stack, as `npx pulumi-whatsapp import` wrote them.
export { numbers } from "./registrations";

// A number that something else registers: read again in every preview and update, and not changed.
const watched = new pulumi.Config().get("watched");

export const watchedStatus =
    watched === undefined ? "none" : WhatsAppPhoneRegistration.get("watched", watched).status;
