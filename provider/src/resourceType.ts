/**
 * The type of the resource as Pulumi knows it.
 *
 * It can never change, because it is part of every URN. The prefix makes Pulumi hand the resource
 * to its own host of providers written in JavaScript.
 */
export const resourceType = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";

/** The type of the same resource through the native plugin; it can never change either. */
export const nativeResourceType = "whatsapp:index:PhoneRegistration";

/** The types of a registration in previews and states, through either door. */
export const registrationTypes: readonly string[] = [resourceType, nativeResourceType];
