"use strict";

const pulumi = require("@pulumi/pulumi");
const { WhatsAppPhoneRegistration } = require("pulumi-whatsapp");

const config = new pulumi.Config("number");

const support = new WhatsAppPhoneRegistration("support", {
    phoneNumberId: config.require("phoneNumberId"),
    // In clear on purpose: the package makes it a secret.
    pin: config.require("pin"),
    dataLocalizationRegion: config.require("dataLocalizationRegion"),
});

exports.status = support.status;
