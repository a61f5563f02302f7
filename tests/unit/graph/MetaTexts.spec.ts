import assert from "node:assert/strict";

import { LEFT_OUT, MetaTexts } from "../../../provider/src/graph/MetaTexts";
import { SecretForms } from "../../../provider/src/graph/SecretForms";

const PIN = "739164";

function textsWith(...secrets: readonly string[]): MetaTexts {
    return new MetaTexts(new SecretForms(secrets));
}

describe("MetaTexts", () => {
    it("leaves out a text that repeats a secret, and no other", () => {
        const answer = { name: `Shop ${PIN}`, list: [{ status: "CONNECTED" }, `{"pin":"${PIN}"}`] };
        assert.deepEqual(textsWith(PIN).clean(answer), {
            name: LEFT_OUT,
            list: [{ status: "CONNECTED" }, LEFT_OUT],
        });
    });

    it("keeps what is no text", () => {
        const answer = { success: true, none: null, count: 60, list: [], object: {} };
        assert.deepEqual(textsWith(PIN).clean(answer), answer);
    });

    it("knows Meta's codes and phone numbers by their form, whatever PIN they look like", () => {
        const answer = {
            code: 133005,
            error_subcode: "133005",
            display_phone_number: "+41 0 133005",
        };
        assert.deepEqual(textsWith("133005").clean(answer), answer);
    });

    it("takes no other number that is the PIN, and no form with a text around it", () => {
        const answer = {
            retention_minutes: 739164,
            code: `739164 is it`,
            display_phone_number: PIN,
        };
        assert.deepEqual(textsWith(PIN).clean(answer), {
            retention_minutes: undefined,
            code: LEFT_OUT,
            display_phone_number: LEFT_OUT,
        });
    });

    it("leaves names as they are that are written with joiners", () => {
        const names = ["می\u200Cخواهم", "👨\u200D👩\u200D👧 Shop"];
        assert.deepEqual(
            names.map((name) => textsWith(PIN).text(name)),
            names,
        );
    });

    it("makes a space of line breaks, and every other unseen character visible", () => {
        const seen: readonly (readonly [string, string])[] = [
            ["one\r\ntwo\u2028three\tfour", "one two three four"],
            ["\u001B[31mred\u001B[0m", "<U+001B>[31mred<U+001B>[0m"],
            ["\u001B]8;;http://x\u0007link", "<U+001B>]8;;http://x<U+0007>link"],
            ["a\u0000b\u009B1mc", "a<U+0000>b<U+009B>1mc"],
            ["pay \u202Etxt.exe\u2066", "pay <U+202E>txt.exe<U+2066>"],
            ["a\u200Bb\uFEFFc\u00ADd\u{E0041}e", "a<U+200B>b<U+FEFF>c<U+00AD>d<U+E0041>e"],
            ["half \uD83D of one", "half <U+D83D> of one"],
        ];
        for (const [text, visible] of seen) assert.equal(textsWith().text(text), visible);
    });

    it("keeps names as people write them", () => {
        for (const name of ["Café Zürich", "东京商店", "متجر", "Shop ❤️", "O’Neill & Söhne"]) {
            assert.equal(textsWith(PIN).text(name), name);
        }
    });

    it("keeps five hundred characters, no half of one, and no beginning of a PIN", () => {
        const texts = textsWith(PIN);
        assert.equal(texts.text("a".repeat(500)), "a".repeat(500));
        assert.equal(texts.text("a".repeat(501)), `${"a".repeat(499)}…`);
        assert.equal(texts.text("\u200B".repeat(400)).length, 500);
        assert.equal(texts.text(`${"a".repeat(498)}😀😀`), `${"a".repeat(498)}…`);
        assert.equal(texts.text(`${"a ".repeat(248)}${PIN}`), LEFT_OUT);
    });

    it("keeps a place in a list whole, which only goes back to Meta", () => {
        const after = "QVFIUk".repeat(200);
        assert.deepEqual(textsWith(PIN).clean({ after }), { after });
    });

    it("does not go on for ever with an answer that does", () => {
        const deep = JSON.parse(`${'{"a":'.repeat(60_000)}"x"${"}".repeat(60_000)}`) as unknown;
        assert.equal(JSON.stringify(textsWith(PIN).clean(deep)).length < 200, true);
        const long = Array.from({ length: 5_000 }, () => "a".repeat(400));
        const cleaned = textsWith(PIN).clean(long) as readonly string[];
        assert.equal(cleaned[0], "a".repeat(400));
        assert.equal(cleaned.at(-1), "[left out: the answer is too long]");
    });
});
