import * as assert from "node:assert/strict";

import * as fc from "fast-check";

import { type RegionCode, regionCodes, regionFrom } from "../../../provider/src/decisions/regions";
import type {
    WhatsAppPhoneRegistrationArgs,
    WhatsAppPhoneRegistrationInputs,
} from "../../../provider/src/WhatsAppPhoneRegistrationArgs";

/** The 14 codes in the order and groups of the registration guide. */
const guide = ["AU", "ID", "IN", "JP", "SG", "KR", "DE", "CH", "GB", "BR", "BH", "ZA", "AE", "CA"];

type Declared = NonNullable<WhatsAppPhoneRegistrationInputs["dataLocalizationRegion"]>;

// This compiles only if the type has every code. Then an editor can complete them.
const completed: Readonly<Record<RegionCode, Extract<Declared, RegionCode>>> = {
    AE: "AE",
    AU: "AU",
    BH: "BH",
    BR: "BR",
    CA: "CA",
    CH: "CH",
    DE: "DE",
    GB: "GB",
    ID: "ID",
    IN: "IN",
    JP: "JP",
    KR: "KR",
    SG: "SG",
    ZA: "ZA",
};

function reasonAgainst(value: unknown): string {
    const reading = regionFrom(value);
    return reading.kind === "problem" ? reading.reason : `accepted as ${reading.region}`;
}

describe("a storage region", () => {
    it("is one of the guide's 14, neither more nor fewer", () => {
        assert.deepEqual([...regionCodes], [...guide].sort());
    });

    it("is completed by an editor, which takes any other text as well", () => {
        const written: string = "ch";
        const args: WhatsAppPhoneRegistrationArgs["dataLocalizationRegion"] = written;
        assert.equal(regionFrom(args).kind, "region");
        assert.deepEqual(Object.keys(completed).sort(), [...guide].sort());
    });

    for (const code of guide) {
        it(`${code} is accepted in any case`, () => {
            const mixed = `${code.charAt(0).toLowerCase()}${code.charAt(1)}`;
            for (const written of [code, code.toLowerCase(), mixed]) {
                assert.deepEqual(regionFrom(written), { kind: "region", region: code });
            }
        });
    }

    for (const [written, meant] of [
        ["UK", "GB"],
        ["uk", "GB"],
        ["U.K.", "GB"],
        ["Great Britain", "GB"],
        ["EU", "DE"],
        ["Europe", "DE"],
        ["Germany", "DE"],
        ["FR", "DE"],
        ["switzerland", "CH"],
        ["CHE", "CH"],
        ["South-Korea", "KR"],
        ["UAE", "AE"],
        ["south africa", "ZA"],
        ["India", "IN"],
        [" CH ", "CH"],
    ] as const) {
        it(`is not ${JSON.stringify(written)}, which leads to ${meant}`, () => {
            assert.ok(reasonAgainst(written).includes(`Did you mean "${meant}"?`));
        });
    }

    it("is never the United States, and the reason says so", () => {
        for (const written of ["US", "us", "USA", "United States"]) {
            assert.match(reasonAgainst(written), /does not offer the United States.*Leave it out/);
        }
    });

    it("is listed in full wherever one is refused", () => {
        for (const written of ["XX", "US", "UK", "", "a long sentence about data"]) {
            assert.ok(reasonAgainst(written).includes(`Allowed: ${[...guide].sort().join(", ")}.`));
        }
    });

    it("gets no guess where there is no good one", () => {
        assert.doesNotMatch(reasonAgainst("XX"), /Did you mean/);
    });

    it("is not found under the names of JavaScript's own properties", () => {
        for (const name of ["valueOf", "__proto__", "constructor", "toString"]) {
            assert.match(reasonAgainst(name), /is not a storage region/);
        }
    });

    it("is not made by letters that turn into others as capitals", () => {
        assert.match(reasonAgainst("ıN"), /is not a storage region/);
        assert.match(reasonAgainst("ＣＨ"), /is not a storage region/);
    });

    it("is not repeated where it may be a PIN or a token", () => {
        for (const secret of ["012345", "EAA-fake-token-0000"]) {
            assert.ok(!reasonAgainst(secret).includes(secret));
        }
    });

    it("is refused as anything but a string", () => {
        for (const value of [41, true, ["CH"], {}]) {
            assert.match(reasonAgainst(value), /must be a string/);
        }
    });

    it("is accepted exactly where its capitals are a code", () => {
        const twoLetters = fc.stringMatching(/^[A-Za-z]{2}$/);
        fc.assert(
            fc.property(fc.oneof(fc.string(), twoLetters), (text) => {
                const isCode = text.length === 2 && guide.includes(text.toUpperCase());
                assert.equal(regionFrom(text).kind === "region", isCode);
            }),
            { numRuns: 1000 },
        );
    });
});
