"use strict";

const pulumi = require("@pulumi/pulumi");

const config = new pulumi.Config("bench");
const ids = config.requireObject("phoneNumberIds");
const declare = {
    nothing,
    "pulumi-whatsapp": registration,
    "native plugin": nativeRegistration,
}[config.require("side")];

for (const phoneNumberId of ids) {
    declare(`number-${phoneNumberId}`, { phoneNumberId, pin: pulumi.secret("012345") });
}

function registration(name, args) {
    const { WhatsAppPhoneRegistration } = require("pulumi-whatsapp");
    return new WhatsAppPhoneRegistration(name, args);
}

function nativeRegistration(name, args) {
    return new pulumi.CustomResource("whatsapp:index:PhoneRegistration", name, args);
}

function nothing(name, args) {
    const line = 'exports.handler = () => require("./nothing-provider.js");';
    return new pulumi.CustomResource("pulumi-nodejs:dynamic/bench:Nothing", name, {
        ...args,
        __provider: line,
    });
}
