"use strict";

const pulumi = require("@pulumi/pulumi");

const config = new pulumi.Config("bench");
const dataLocalizationRegion = config.get("dataLocalizationRegion");
const declare = {
    "no resources": () => undefined,
    nothing: dynamic("Nothing", "./nothing-provider.js"),
    naive: dynamic("Naive", "./naive-provider.js"),
    "pulumi-whatsapp": registration,
    "native plugin": nativeRegistration,
}[config.require("side")];

// Pulumi stores where in the code a resource is declared. A class of its own makes the stack
// equally deep for all.
class Peer extends pulumi.CustomResource {}

for (const phoneNumberId of config.requireObject("phoneNumberIds")) {
    const region = dataLocalizationRegion === undefined ? {} : { dataLocalizationRegion };
    declare(`number-${phoneNumberId}`, { phoneNumberId, pin: pulumi.secret("012345"), ...region });
}

function registration(name, args) {
    const { WhatsAppPhoneRegistration } = require("pulumi-whatsapp");
    return new WhatsAppPhoneRegistration(name, args);
}

function nativeRegistration(name, args) {
    return new Peer("whatsapp:index:PhoneRegistration", name, args);
}

function dynamic(type, file) {
    const __provider = `exports.handler = () => require("${file}");`;
    return (name, args) =>
        new Peer(`pulumi-nodejs:dynamic/bench:${type}`, name, { ...args, __provider });
}
