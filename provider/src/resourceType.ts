/**
 * The type of the resource as Pulumi knows it.
 *
 * Frozen for ever: it is part of every URN. The prefix makes Pulumi hand the resource to its own
 * host of providers written in JavaScript.
 */
export const resourceType = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";

/** The types of a registration in previews and states: of the dynamic resource, and of a native provider's. */
export const registrationTypes: readonly string[] = [
    resourceType,
    "whatsapp:index:PhoneRegistration",
];
