import * as assert from "node:assert/strict";

import * as fc from "fast-check";

import { idProblem, phoneNumberIdProblem } from "../../../provider/src/decisions/propertyProblems";

describe("a phone number id", () => {
    it("is a string of digits, of any length Meta uses", () => {
        for (const id of ["106540352242922", "1", "12345678901234567"]) {
            assert.equal(phoneNumberIdProblem(id), undefined);
        }
    });

    it("is explained where somebody gives the phone number", () => {
        for (const phoneNumber of [
            "+41 00 000 00 00",
            "+410000000000",
            "0041000000000",
            "000 000 00 00",
            "(000) 000-0000",
            "41-00-000-0000",
        ]) {
            assert.match(
                phoneNumberIdProblem(phoneNumber) ?? "accepted",
                /looks like a phone number.*"106540352242922".*WhatsApp Manager/,
                phoneNumber,
            );
        }
    });

    for (const [what, value, expected] of [
        ["a number", 106540352242922, /lose digits as numbers.*quotes/],
        ["an empty text", "", /digits only/],
        ["letters", "10654x", /digits only/],
        ["an id with a line break", "106540352242922\n", /without spaces around/],
        ["an id with a zero in front", "0106540352242922", /do not begin with 0/],
        ["full-width digits", "１０６５４０", /digits only/],
        ["a path", "106540352242922/register", /digits only/],
        ["an object", {}, /string of digits/],
    ] as const) {
        it(`is refused as ${what}, with the reason`, () => {
            assert.match(phoneNumberIdProblem(value) ?? "accepted", expected);
        });
    }

    it("holds nothing but ASCII digits where it is accepted", () => {
        fc.assert(
            fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9 +]{1,20}$/)), (text) => {
                const isDigits = /^[1-9][0-9]{0,31}$/.test(text) && !text.includes("\n");
                assert.equal(phoneNumberIdProblem(text) === undefined, isDigits);
            }),
        );
    });

    it("shares its rule with the account's id, under that id's own name", () => {
        assert.equal(idProblem("wabaId", "102290129340398"), undefined);
        assert.match(idProblem("wabaId", "waba-1") ?? "accepted", /^wabaId must be digits only/);
    });
});
