import assert from "node:assert/strict";
import { SecretMask } from "../../../provider/src/cli/SecretMask";

describe("SecretMask", () => {
    it("hides a secret as it is and as it reads inside an address", () => {
        const mask = new SecretMask(["EAA|fake/token"]);
        assert.equal(mask.mask("a EAA|fake/token b EAA%7Cfake%2Ftoken"), "a [secret] b [secret]");
    });

    it("hides digits only where they are a whole number", () => {
        const mask = new SecretMask(["106540"]);
        assert.equal(
            mask.mask("pin=106540, id 106540352242922"),
            "pin=[secret], id 106540352242922",
        );
    });

    it("takes a secret for a text and not for a pattern", () => {
        assert.equal(new SecretMask(["a.c"]).mask("abc a.c"), "abc [secret]");
        assert.equal(new SecretMask(["$&"]).mask("x $& y"), "x [secret] y");
    });

    it("hides a long secret as it reads inside JSON, and its beginning where it is cut off", () => {
        const secret = 'fake "backup"\nof several lines and some length';
        const mask = new SecretMask([secret]);
        assert.equal(mask.mask(`{"data":${JSON.stringify(secret)}}`), '{"data":"[secret]"}');
        assert.equal(mask.mask(`got ${secret.slice(0, 30)}...`), "got [secret]...");
        assert.equal(mask.mask(`a ${secret.slice(0, 20)} b ${secret}`), "a [secret] b [secret]");
        assert.equal(mask.mask("fake things"), "fake things");
    });

    it("hides a letter or two only where they are a word, and never inside its own mask", () => {
        const mask = new SecretMask(["EAA-fake-token", "s", "e"]);
        assert.equal(
            mask.mask("EAA-fake-token was seen, s=e"),
            "[secret] was seen, [secret]=[secret]",
        );
    });

    it("hides secrets that overlap with one mask", () => {
        const mask = new SecretMask(["abcdef", "defghi"]);
        assert.equal(mask.mask("abcdefghi abcdef"), "[secret] [secret]");
        assert.equal(mask.mask("xabcdef"), "x[secret]");
    });

    it("leaves a text alone where there is no secret", () => {
        assert.equal(new SecretMask(["", ""]).mask("as it is"), "as it is");
    });
});
