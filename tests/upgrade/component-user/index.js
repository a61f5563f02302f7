"use strict";

const pulumi = require("@pulumi/pulumi");
const { SupportLine } = require("numbers-component");

const config = new pulumi.Config("number");

const line = new SupportLine("line", {
    phoneNumberId: config.require("phoneNumberId"),
    pin: config.requireSecret("pin"),
    dataLocalizationRegion: config.require("dataLocalizationRegion"),
});

exports.status = line.status;
