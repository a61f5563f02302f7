import * as assert from "node:assert/strict";

import * as fc from "fast-check";

import { pinProblem } from "../../../provider/src/decisions/propertyProblems";

describe("a PIN", () => {
    it("may begin with zeros and be as simple as it likes", () => {
        for (const pin of ["012345", "000000", "123456", "999999"]) {
            assert.equal(pinProblem(pin), undefined);
        }
    });

    for (const [what, pin, expected] of [
        ["five digits", "12345", /5 digits.*exactly six/],
        ["seven digits", "1234567", /7 digits.*exactly six/],
        ["no digits", "", /0 digits/],
        ["a number", 123456, /loses its leading zeros/],
        ["digits with a space", "123 456", /space or a line break/],
        ["a line break at the end", "123456\n", /space or a line break/],
        ["full-width digits", "１２３４５６", /full-width/],
        ["Arabic digits", "١٢٣٤٥٦", /other than the ASCII ones/],
        ["letters", "12E456", /six digits 0-9 and nothing else/],
        ["a sign", "-12345", /six digits 0-9 and nothing else/],
        ["true", true, /must be a string/],
        ["a list", ["012345"], /must be a string/],
    ] as const) {
        it(`is refused as ${what}, with the reason`, () => {
            assert.match(pinProblem(pin) ?? "accepted", expected);
        });
    }

    it("is accepted exactly where it is six ASCII digits", () => {
        const texts = fc.oneof(
            fc.string({ unit: "binary" }),
            fc.stringMatching(/^[0-9]{5,7}$/),
            fc.stringMatching(/^[0-9]{5}[^0-9]$/),
        );
        fc.assert(
            fc.property(texts, (text) => {
                const isDigit = (unit: string): boolean => unit >= "0" && unit <= "9";
                const isSix = text.length === 6 && Array.from(text).every(isDigit);
                assert.equal(pinProblem(text) === undefined, isSix);
            }),
        );
    });

    it("is never repeated in a reason", () => {
        fc.assert(
            fc.property(fc.stringMatching(/^[0-9 x]{7,20}$/), (text) => {
                const reason = pinProblem(text);
                assert.ok(reason !== undefined && !reason.includes(text), reason);
            }),
        );
    });
});
