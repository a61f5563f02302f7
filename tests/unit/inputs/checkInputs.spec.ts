import * as assert from "node:assert/strict";

import * as fc from "fast-check";

import { checkInputs } from "../../../provider/src/decisions/checkInputs";
import { unknownValue } from "../../../provider/src/decisions/unknownValue";

const good = {
    phoneNumberId: "106540352242922",
    pin: "012345",
    __urn: "urn:pulumi:dev::numbers::pulumi-nodejs:dynamic/whatsapp:PhoneRegistration::support",
    __provider: 'exports.handler = () => require("pulumi-whatsapp/provider");',
};

/** The reason for one property, or undefined if there is none. */
function reasonFor(property: string, news: Readonly<Record<string, unknown>>): string | undefined {
    return checkInputs(news).failures.find((failure) => failure.property === property)?.reason;
}

describe("checkInputs", () => {
    it("lets good inputs through as they are, leading zeros and hidden names included", () => {
        const news = { ...good, wabaId: "102290129340398", tokenName: "brand-a_2" };
        assert.deepEqual(checkInputs(news), { inputs: news, failures: [] });
    });

    it("puts the region in capitals", () => {
        const { inputs, failures } = checkInputs({ ...good, dataLocalizationRegion: "ch" });
        assert.equal(inputs["dataLocalizationRegion"], "CH");
        assert.deepEqual(failures, []);
    });

    it("leaves absent values out", () => {
        const { inputs } = checkInputs({
            ...good,
            dataLocalizationRegion: null,
            wabaId: undefined,
        });
        assert.deepEqual(inputs, good);
    });

    it("keeps registered as it came and refuses it as a text", () => {
        assert.equal(checkInputs({ ...good, registered: false }).inputs["registered"], false);
        assert.equal(reasonFor("registered", { ...good, registered: true }), undefined);
        assert.match(reasonFor("registered", { ...good, registered: "no" }) ?? "", /true or false/);
    });

    it("names every failure at once, each on its property", () => {
        const news = {
            phoneNumberId: "+41 00 000 00 00",
            pin: 12345,
            dataLocalizationRegion: "UK",
            wabaId: "waba",
            tokenName: "7",
            regoin: "CH",
            __urn: "urn",
        };
        assert.deepEqual(
            checkInputs(news)
                .failures.map((failure) => failure.property)
                .sort(),
            ["dataLocalizationRegion", "phoneNumberId", "pin", "regoin", "tokenName", "wabaId"],
        );
    });

    it("does not change what it is given", () => {
        const news = Object.freeze({ ...good, dataLocalizationRegion: "ch" });
        checkInputs(news);
        assert.equal(news.dataLocalizationRegion, "ch");
    });

    describe("what is missing", () => {
        it("is the id and the PIN of a program that gives nothing", () => {
            const { failures } = checkInputs({ __urn: "urn", __provider: "line" });
            assert.deepEqual(
                failures.map((failure) => failure.property),
                ["phoneNumberId", "pin"],
            );
        });

        it("is not the PIN in an import, whose inputs no program made", () => {
            assert.deepEqual(
                checkInputs({ phoneNumberId: "106540352242922", __provider: "line" }).failures,
                [],
            );
        });
    });

    describe("values that Pulumi does not know yet", () => {
        it("pass on every property and stay what they are", () => {
            const news = {
                phoneNumberId: unknownValue,
                pin: unknownValue,
                dataLocalizationRegion: unknownValue,
                wabaId: unknownValue,
                tokenName: unknownValue,
                registered: unknownValue,
                __urn: unknownValue,
            };
            assert.deepEqual(checkInputs(news), { inputs: news, failures: [] });
        });

        it("do not excuse a property that does not exist", () => {
            assert.match(reasonFor("region", { ...good, region: unknownValue }) ?? "", /not exist/);
        });
    });

    describe("properties that do not exist", () => {
        for (const [written, meant] of [
            ["dataLocalisationRegion", "dataLocalizationRegion"],
            ["data_localization_region", "dataLocalizationRegion"],
            ["region", "dataLocalizationRegion"],
            ["phone_number_id", "phoneNumberId"],
            ["phoneNumberID", "phoneNumberId"],
            ["pinn", "pin"],
            ["pins", "pin"],
            ["wabaid", "wabaId"],
            ["token", "tokenName"],
        ] as const) {
            it(`are answered with a hint: ${written} means ${meant}`, () => {
                const reason = reasonFor(written, { ...good, [written]: "x" }) ?? "";
                assert.ok(reason.includes(`Did you mean ${meant}?`), reason);
            });
        }

        it("get no hint where none is near", () => {
            const reason = reasonFor("displayName", { ...good, displayName: "x" }) ?? "";
            assert.match(reason, /does not exist\. Allowed: phoneNumberId, pin,/);
        });

        it("are refused under the names of JavaScript's own properties", () => {
            for (const name of ["valueOf", "constructor", "toString", "hasOwnProperty"]) {
                assert.match(reasonFor(name, { ...good, [name]: "x" }) ?? "", /does not exist/);
            }
        });

        it("never have their values repeated", () => {
            const reason = reasonFor("accessToken", { ...good, accessToken: "EAA-fake-token" });
            assert.ok(reason !== undefined && !reason.includes("EAA"), reason);
        });

        it("are refused whatever their name", () => {
            const known =
                /^(__.*|registered|phoneNumberId|pin|dataLocalizationRegion|wabaId|tokenName)$/s;
            fc.assert(
                fc.property(fc.string(), fc.jsonValue(), (name, value) => {
                    fc.pre(!known.test(name) && value !== null);
                    assert.equal(checkInputs({ ...good, [name]: value }).failures.length, 1);
                }),
            );
        });
    });

    it("answers any inputs without throwing, and never with a wrong PIN in a text", () => {
        const digits = fc.stringMatching(/^[0-9]{4,12}$/).filter((pin) => pin.length !== 6);
        const somewhere = fc.constantFrom("phoneNumberId", "dataLocalizationRegion", "tokenName");
        fc.assert(
            fc.property(digits, somewhere, (pin, property) => {
                const { failures } = checkInputs({ ...good, pin, [property]: `0${pin}` });
                assert.ok(failures.length >= 1);
                assert.ok(!JSON.stringify(failures).includes(pin) || "0123456789".includes(pin));
            }),
        );
        fc.assert(
            fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (news) => {
                checkInputs(news);
            }),
        );
    });
});

describe("checkInputs of noStorage", () => {
    it("takes the one retention that Meta offers, and one that is not known yet", () => {
        for (const noStorage of [
            { retentionMinutes: 60 },
            { retentionMinutes: unknownValue },
            unknownValue,
        ]) {
            assert.deepEqual(checkInputs({ ...good, noStorage }).failures, []);
        }
    });

    for (const [noStorage, wrong] of [
        [true, /must be \{ retentionMinutes: 60 \}; leave it out/],
        [{}, /retentionMinutes is missing/],
        [{ retentionMinutes: 120 }, /60 is the only retention/],
        [{ retentionMinutes: "60" }, /60 is the only retention/],
        [{ retentionMinutes: 60, region: "CH" }, /it has no "region"/],
        [[60], /must be \{ retentionMinutes: 60 \}/],
    ] as const) {
        it(`refuses ${JSON.stringify(noStorage)}`, () => {
            assert.match(reasonFor("noStorage", { ...good, noStorage }) ?? "", wrong);
        });
    }

    it("says nothing of two that are not known yet: one may turn out to be absent", () => {
        const both = { noStorage: unknownValue, dataLocalizationRegion: unknownValue };
        assert.deepEqual(checkInputs({ ...good, ...both }).failures, []);
        const one = { noStorage: { retentionMinutes: 60 }, dataLocalizationRegion: unknownValue };
        assert.deepEqual(checkInputs({ ...good, ...one }).failures, []);
    });

    it("refuses it beside a region", () => {
        const both = { noStorage: { retentionMinutes: 60 }, dataLocalizationRegion: "CH" };
        assert.match(reasonFor("noStorage", { ...good, ...both }) ?? "", /exclude each other/);
    });
});

describe("checkInputs of a backup", () => {
    const backup = { data: "fake-backup-data", password: "fake-backup-password" };

    it("takes two texts, and ones that are not known yet", () => {
        for (const value of [backup, { ...backup, password: unknownValue }, unknownValue]) {
            assert.deepEqual(checkInputs({ ...good, backup: value }).failures, []);
        }
    });

    for (const [value, wrong] of [
        ["fake-backup-data", /must be \{ data, password \}/],
        [{ data: backup.data }, /: password is missing or empty/],
        [{ data: "", password: 7 }, /: data and password are missing or empty/],
        [{ ...backup, pin: "012345" }, /and nothing else/],
    ] as const) {
        it(`refuses ${typeof value === "string" ? "a text" : Object.keys(value).join(" and ")} and repeats nothing of it`, () => {
            const reason = reasonFor("backup", { ...good, backup: value }) ?? "";
            assert.match(reason, wrong);
            assert.ok(!reason.includes("fake-backup") && !reason.includes("012345"), reason);
        });
    }
});
