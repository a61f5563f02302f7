import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import * as entry from "../../../provider/src/index";
import { providerLine } from "../../../provider/src/providerLine";
import { resourceType } from "../../../provider/src/resourceType";

const root = join(__dirname, "..", "..", "..");

// Existing states contain these two texts. A change here strands every one of them.
describe("what is frozen for ever", () => {
    it("is the line that reaches the lifecycle", () => {
        assert.equal(providerLine, 'exports.handler = () => require("pulumi-whatsapp/provider");');
    });

    it("is the type of the resource", () => {
        assert.equal(resourceType, "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration");
    });

    it("is the name under which programs import the resource", () => {
        assert.equal(typeof entry.WhatsAppPhoneRegistration, "function");
    });
});

describe("a program that imports the package", () => {
    it("loads neither the lifecycle nor the HTTP client", () => {
        const print = `require("./provider/src/index");
            process.stdout.write(JSON.stringify(Object.keys(require.cache)));`;
        const nodeArgs = ["-r", "ts-node/register/transpile-only", "-e", print];
        const loaded = JSON.parse(
            execFileSync(process.execPath, nodeArgs, { cwd: root, encoding: "utf8" }),
        ) as string[];
        assert.ok(loaded.some((file) => /provider.src.WhatsAppPhoneRegistration\.ts$/.test(file)));
        const unwanted = /provider.src.(lifecycle|graph|host|journal|configuration)|axios/;
        assert.deepEqual(
            loaded.filter((file) => unwanted.test(file)),
            [],
        );
    });
});
