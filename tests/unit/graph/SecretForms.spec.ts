import assert from "node:assert/strict";

import * as fc from "fast-check";

import { SecretForms } from "../../../provider/src/graph/SecretForms";
import { encodings } from "./encodings";

const TOKEN = "EAA-fake-token/of+a|system%user&with=some.length";
const PIN = "739164";
const words = "Invalid parameter: the phone number 106540352242922 is not registered on Cloud API";

describe("SecretForms", () => {
    const names = Object.keys(encodings);
    const encoded = (name: string, text: string): string => encodings[name]?.(text) ?? text;

    for (const name of names) {
        it(`finds a token, a PIN and a password as ${name}, also twice`, () => {
            for (const secret of [TOKEN, PIN, "fäke päss"]) {
                const forms = new SecretForms([secret]);
                // If letters change, Base64 becomes another text.
                for (const other of names.filter((each) => each !== "upperCase")) {
                    const text = encoded(other, encoded(name, secret));
                    assert.ok(forms.areIn(`in "${text}".`), `${name}, then ${other}: ${text}`);
                }
            }
        });
    }

    it("finds it in whatever surroundings, encoded together with them", () => {
        const surroundings = fc.string({ unit: "grapheme-ascii", maxLength: 30 });
        fc.assert(
            fc.property(
                fc.constantFrom(...names),
                surroundings,
                surroundings,
                (name, before, after) => {
                    const text = encoded(name, `${before} ${TOKEN} ${after}`);
                    assert.ok(new SecretForms([TOKEN]).areIn(text), text);
                },
            ),
        );
    });

    it("finds sixteen characters of a long secret, from its beginning, middle or end", () => {
        const forms = new SecretForms([TOKEN]);
        for (const from of [0, 10, TOKEN.length - 16]) {
            assert.ok(forms.areIn(`got ${TOKEN.slice(from, from + 16)}...`));
            assert.ok(!forms.areIn(`got ${TOKEN.slice(from, from + 15)}...`));
        }
    });

    it("finds a line of a backup, and its beginning, and is soon ready for a large one", () => {
        const backup = Array.from({ length: 20_000 }, (_, index) => `part${index}+`).join("");
        const startedAt = Date.now();
        const forms = new SecretForms([backup]);
        assert.ok(Date.now() - startedAt < 5_000);
        assert.ok(forms.areIn(`got ${backup.slice(0, 16)}...`));
        for (const from of [1, 777, backup.length - 31]) {
            assert.ok(forms.areIn(`got ${backup.slice(from, from + 31)}...`));
        }
    });

    it("takes six digits for the PIN only as a number of their own, also with a hyphen", () => {
        const forms = new SecretForms([PIN]);
        assert.ok(forms.areIn("739-164"));
        assert.ok(forms.areIn("pin739164."));
        for (const text of ["1739164", "7391640", "739 1640", "73-91-64", "a 739, a 164"]) {
            assert.ok(!forms.areIn(text), text);
        }
    });

    it("takes a secret of a letter or two for one only as a word", () => {
        const forms = new SecretForms(["a", "7", "$&"]);
        for (const text of ["a", "password: 7", '"A"', "x $& y"])
            assert.ok(forms.areIn(text), text);
        for (const text of ["Cannot parse it", "107", "$ &"]) assert.ok(!forms.areIn(text), text);
    });

    it("finds nothing where there is nothing, and no empty secret", () => {
        assert.ok(!new SecretForms([TOKEN, PIN, "", "fake password"]).areIn(words));
        assert.ok(!new SecretForms([""]).areIn(""));
        assert.ok(!new SecretForms([]).areIn(words));
    });

    it("looks for each secret anew in a word that was looked at before", () => {
        const word = Buffer.from("fake-password").toString("base64");
        for (let round = 0; round < 3; round += 1) {
            assert.equal(new SecretForms(["another-password"]).areIn(word), false);
            assert.equal(new SecretForms(["fake-password"]).areIn(word), true);
            for (let other = 0; other < 600; other += 1) {
                assert.equal(new SecretForms(["fake-password"]).areIn(`WORD ${other}`), false);
            }
        }
    });

    it("finds none in texts that hold none", () => {
        const forms = new SecretForms([TOKEN, PIN, "fake password"]);
        fc.assert(
            fc.property(fc.lorem({ maxCount: 30 }), fc.uuid(), (text, id) => {
                assert.ok(!forms.areIn(`${text} ${id}`));
            }),
        );
    });

    it("says yes to a text that takes too long to understand, and says it soon", () => {
        const mixed = (text: string): string =>
            ["plain", "percent", "base64", "hex", "unicodeEscapes", "htmlDecimal"]
                .map((name) => encoded(name, name === "htmlDecimal" ? text.slice(0, 8) : text))
                .join(" ");
        const text = mixed(mixed(mixed("+a"))).slice(0, 1_000);
        const startedAt = Date.now();
        assert.ok(new SecretForms([TOKEN]).areIn(text));
        assert.ok(Date.now() - startedAt < 2_000);
    });
});
