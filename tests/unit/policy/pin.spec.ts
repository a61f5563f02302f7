import assert from "node:assert/strict";

import fc from "fast-check";
import { pinIsNoPattern } from "pulumi-whatsapp-policy";

import { patternOf } from "../../../policy/src/rules/pinIsNoPattern";
import { secrecyViolation } from "../../../policy/src/rules/pinIsSecret";
import { policyResource, violationsOf } from "./resourceArgs";

describe("pinIsNoPattern", () => {
    const patterns = [
        ["000000", "is one digit repeated"],
        ["123456", "counts up or down in equal steps"],
        ["654321", "counts up or down in equal steps"],
        ["890123", "counts up or down in equal steps"],
        ["024680", "counts up or down in equal steps"],
        ["121212", "is two digits repeated"],
        ["739739", "is three digits repeated"],
        ["739937", "reads the same backwards"],
        ["112233", "is three pairs"],
    ] as const;

    for (const [pin, pattern] of patterns) {
        it(`finds that ${pin} ${pattern}`, () => {
            assert.equal(patternOf(pin), pattern);
        });
    }

    it("finds none in digits without one, in a redacted PIN and in no PIN", () => {
        for (const pin of ["739204", "018273", "123457", "112234", "[secret]", ""]) {
            assert.equal(patternOf(pin), undefined, pin);
        }
    });

    it("refuses fewer than one PIN in a hundred", () => {
        const pins = Array.from({ length: 1_000_000 }, (_, pin) => String(pin).padStart(6, "0"));
        const refused = pins.filter((pin) => patternOf(pin) !== undefined).length;
        assert.ok(refused < 10_000, String(refused));
    });

    it("never shows the PIN", () => {
        fc.assert(
            fc.property(fc.stringMatching(/^\d{6}$/), (pin) => {
                const violations = violationsOf(pinIsNoPattern, { props: { pin } }) ?? [];
                return !violations.join().includes(pin);
            }),
        );
        assert.deepEqual(violationsOf(pinIsNoPattern, { props: { pin: "000000" } }), [
            "The PIN is one digit repeated. Choose a random one.",
        ]);
    });
});

describe("pinIsSecret", () => {
    const shownPin = { pin: "739204" };

    it("wants the PIN among the secret outputs", () => {
        assert.equal(secrecyViolation(policyResource({ props: shownPin }), false), undefined);
        assert.match(
            secrecyViolation(policyResource({ props: shownPin, secretOutputs: [] }), false) ?? "",
            /^The PIN is not a secret output\./,
        );
    });

    it("finds a PIN in clear where other secrets are redacted", () => {
        assert.match(
            secrecyViolation(policyResource({ props: shownPin }), true) ?? "",
            /^The PIN is in clear in the state\./,
        );
        const redacted = policyResource({ props: { pin: "[secret]" } });
        assert.equal(secrecyViolation(redacted, true), undefined);
    });

    it("has nothing to say of a number without a PIN", () => {
        assert.equal(secrecyViolation(policyResource({ secretOutputs: [] }), false), undefined);
    });
});
