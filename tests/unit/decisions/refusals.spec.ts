import assert from "node:assert/strict";

import {
    describeRefusals,
    refusalsToRegister,
    refusalToAdopt,
    refusalToDeregister,
} from "../../../provider/src/decisions/refusals";

const unregistered = { status: "PENDING", platformType: "NOT_APPLICABLE" };
const registered = { status: "CONNECTED", platformType: "CLOUD_API" };

describe("refusalsToRegister", () => {
    it("lets a verified number pass", () => {
        const reading = { ...unregistered, codeVerificationStatus: "VERIFIED" };
        assert.deepEqual(refusalsToRegister(reading), []);
    });

    it("refuses an unverified number that is not registered, in either of Meta's spellings", () => {
        for (const codeVerificationStatus of ["NOT_VERIFIED", "UNVERIFIED"]) {
            const [refusal] = refusalsToRegister({ ...unregistered, codeVerificationStatus });
            assert.match(refusal?.nextStep ?? "", /verify request.*verify confirm/);
        }
    });

    it("lets an expired verification pass, and an unverified number that is registered", () => {
        assert.deepEqual(
            refusalsToRegister({ ...unregistered, codeVerificationStatus: "EXPIRED" }),
            [],
        );
        assert.deepEqual(
            refusalsToRegister({ ...registered, codeVerificationStatus: "NOT_VERIFIED" }),
            [],
        );
    });

    it("gives all reasons at once", () => {
        const refusals = refusalsToRegister({
            ...unregistered,
            codeVerificationStatus: "NOT_VERIFIED",
            isOnBizApp: true,
        });
        assert.equal(refusals.length, 2);
        const text = describeRefusals(refusals);
        assert.match(text, /coexistence/);
        assert.match(text, /not verified/);
    });

    it("refuses what is lost or On-Premises", () => {
        assert.match(refusalsToRegister({ status: "MIGRATED" })[0]?.cause ?? "", /moved, deleted/);
        assert.match(
            refusalsToRegister({ platformType: "ON_PREMISE" })[0]?.nextStep ?? "",
            /To migrate it, declare `backup`/,
        );
    });
});

describe("refusalToDeregister", () => {
    it("refuses coexistence only", () => {
        assert.match(
            refusalToDeregister({ ...registered, isOnBizApp: true })?.cause ?? "",
            /coexistence/,
        );
        assert.equal(refusalToDeregister(registered), undefined);
        assert.equal(refusalToDeregister({ ...registered, status: "BANNED" }), undefined);
    });
});

describe("refusalsToRegister of a migration", () => {
    it("lets a number that brings its backup along still be on On-Premises", () => {
        assert.deepEqual(refusalsToRegister({ platformType: "ON_PREMISE" }, true), []);
    });

    it("refuses everything else all the same", () => {
        for (const reading of [
            { platformType: "ON_PREMISE", isOnBizApp: true },
            { platformType: "ON_PREMISE", status: "BANNED" },
            { platformType: "ON_PREMISE", codeVerificationStatus: "NOT_VERIFIED" },
        ]) {
            assert.equal(refusalsToRegister(reading, true).length, 1, JSON.stringify(reading));
        }
    });
});

describe("refusalToAdopt", () => {
    it("says what is there, what is declared, and both ways out", () => {
        const { cause, nextStep } = refusalToAdopt("local storage reads off", {
            kind: "region",
            region: "CH",
        });
        assert.match(cause, /local storage reads off and region CH is declared/);
        assert.match(nextStep, /^Either declare what is there .* or deregister/);
        assert.match(refusalToAdopt("…", { kind: "off" }).cause, /no local storage is declared/);
    });
});
