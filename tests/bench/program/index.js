"use strict";

const pulumi = require("@pulumi/pulumi");

const config = new pulumi.Config("bench");
const ids = config.requireObject("phoneNumberIds");
const declare = config.require("side") === "nothing" ? nothing : registration;

for (const phoneNumberId of ids) {
    declare(`number-${phoneNumberId}`, { phoneNumberId, pin: pulumi.secret("012345") });
}

function registration(name, args) {
    const { WhatsAppPhoneRegistration } = require("pulumi-whatsapp");
    return new WhatsAppPhoneRegistration(name, args);
}

function nothing(name, args) {
    const line = 'exports.handler = () => require("./nothing-provider.js");';
    return new pulumi.CustomResource("pulumi-nodejs:dynamic/bench:Nothing", name, {
        ...args,
        __provider: line,
    });
}
