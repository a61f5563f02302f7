import * as assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { hiddenUrn } from "../../../provider/src/hiddenUrn";
import { startMocks } from "./MocksOfRegistrations";

class Parent extends pulumi.ComponentResource {
    public constructor(name: string) {
        super("test:index:Parent", name);
    }
}

describe("hiddenUrn", () => {
    beforeEach(async () => {
        await startMocks({ preview: false });
    });

    it("ends where the parent fails, and leaves the failure to Pulumi as it was", async () => {
        const failure = new Error("the parent failed");
        const parent = new Parent("company");
        Object.defineProperty(parent, "urn", { value: pulumi.output(Promise.reject(failure)) });
        assert.equal(await hiddenUrn("support", { parent }), undefined);
        assert.equal(failure.message, "the parent failed");
    });

    it("depends on no resource, although it waits for the parent's URN", async () => {
        const urn = hiddenUrn("support", { parent: new Parent("company") });
        assert.ok(urn instanceof Promise);
        assert.equal(
            await urn,
            "urn:pulumi:dev::numbers::test:index:Parent$pulumi-nodejs:dynamic/whatsapp:PhoneRegistration::support",
        );
    });
});
