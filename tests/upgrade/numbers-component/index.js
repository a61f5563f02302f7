"use strict";

const pulumi = require("@pulumi/pulumi");
const { WhatsAppPhoneRegistration } = require("pulumi-whatsapp");

/** A support line: a number that is registered, under a component. */
class SupportLine extends pulumi.ComponentResource {
    constructor(name, args, opts) {
        super("numbers:index:SupportLine", name, {}, opts);
        const number = new WhatsAppPhoneRegistration(`${name}-number`, args, { parent: this });
        this.status = number.status;
        this.registerOutputs({ status: this.status });
    }
}

exports.SupportLine = SupportLine;
