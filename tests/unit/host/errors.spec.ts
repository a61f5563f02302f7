import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";
import * as providerMessages from "@pulumi/pulumi/proto/provider_pb";
import * as statusMessages from "@pulumi/pulumi/proto/status_pb";

import { unknownValue } from "../../../provider/src/decisions/unknownValue";
import { PartialStateError } from "../../../provider/src/host/PartialStateError";
import { quietError } from "../../../provider/src/host/quietError";
import { asSecret, cleanJson, sealed } from "../../../provider/src/host/secrets";
import { unhealthyReadError } from "../../../provider/src/host/UnhealthyReadError";

const phoneNumberId = "106540352242922";

describe("asSecret", () => {
    it("marks a value as Pulumi's own runtime does", () => {
        const wrapped = asSecret("012345");
        assert.equal(pulumi.runtime.isRpcSecret(wrapped), true);
        assert.equal(pulumi.runtime.unwrapRpcSecret(wrapped), "012345");
    });

    it("knows the value that Pulumi sends for an unknown one", () => {
        assert.equal(unknownValue, pulumi.runtime.unknownValue);
    });
});

describe("cleanJson", () => {
    it("leaves out what the protocol cannot carry", () => {
        const clean = cleanJson({ a: undefined, b: [1], c: { d: undefined, e: "f" } });
        assert.deepEqual(clean, { b: [1], c: { e: "f" } });
    });
});

describe("sealed", () => {
    it("marks the PIN as secret and keeps the rest as clean JSON", () => {
        const properties = { phoneNumberId, pin: "012345", status: undefined };
        assert.deepEqual(sealed(properties), { phoneNumberId, pin: asSecret("012345") });
        assert.deepEqual(sealed({ phoneNumberId, pin: undefined }), { phoneNumberId });
    });
});

describe("PartialStateError", () => {
    const properties = { phoneNumberId, pin: "012345", status: undefined, __provider: "text" };
    const error = new PartialStateError(phoneNumberId, properties, "registered, not proved");

    it("carries what Pulumi's provider process looks for", () => {
        assert.equal(error.id, phoneNumberId);
        assert.deepEqual(error.reasons, ["registered, not proved"]);
        assert.equal(error.properties["__provider"], "text");
        assert.equal("status" in error.properties, false);
        assert.equal("code" in error, false);
    });

    it("wraps the PIN, which the engine would store in clear", () => {
        assert.deepEqual(error.properties["pin"], asSecret("012345"));
        const without = new PartialStateError(phoneNumberId, { phoneNumberId }, "…");
        assert.equal("pin" in without.properties, false);
    });
});

describe("quietError", () => {
    it("has its message, and prints nothing of it where Pulumi prints errors again", () => {
        const error = quietError("Cannot read phone number 106540352242922: …");
        assert.equal(error.message, "Cannot read phone number 106540352242922: …");
        assert.equal(
            `${String(error)}: ${error.stack ?? ""}`,
            "pulumi-whatsapp: see the error at its resource",
        );
    });
});

describe("unhealthyReadError", () => {
    it("keeps its cause where Pulumi's protocol cannot be loaded", () => {
        const reason = "Cannot read phone number 106540352242922: …";
        const error = unhealthyReadError({ phoneNumberId, props: {}, inputs: {}, reason }, () => {
            throw new Error("Cannot find module 'google-protobuf'");
        });
        assert.equal(error.message, reason);
        assert.equal("metadata" in error, false);
    });

    it("packs the details that make a refresh warn and go on", () => {
        const error = unhealthyReadError({
            phoneNumberId,
            props: { phoneNumberId, pin: "012345", registered: true, status: undefined },
            inputs: { phoneNumberId, pin: "012345" },
            reason: "Cannot read phone number 106540352242922: …",
        });
        assert.equal((error as { code?: unknown }).code, 2);
        const { metadata } = error as unknown as {
            readonly metadata: { get(key: string): readonly Buffer[] };
        };
        const [bytes] = metadata.get("grpc-status-details-bin");
        assert.ok(bytes);
        const status = statusMessages.Status.deserializeBinary(new Uint8Array(bytes));
        const [detail] = status.getDetailsList();
        assert.ok(detail);
        assert.ok(detail.getTypeUrl().endsWith("pulumirpc.ErrorResourceInitFailed"));
        const failed = providerMessages.ErrorResourceInitFailed.deserializeBinary(
            detail.getValue_asU8(),
        );
        assert.equal(failed.getId(), phoneNumberId);
        assert.deepEqual(failed.getReasonsList(), [error.message]);
        const secret = asSecret("012345");
        assert.deepEqual(failed.getProperties()?.toJavaScript(), {
            phoneNumberId,
            pin: secret,
            registered: true,
        });
        assert.deepEqual(failed.getInputs()?.toJavaScript(), { phoneNumberId, pin: secret });
    });
});
