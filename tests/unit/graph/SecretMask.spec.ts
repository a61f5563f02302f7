import assert from "node:assert/strict";
import { SecretMask } from "../../../provider/src/graph/SecretMask";

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

    it("leaves a text alone where there is no secret", () => {
        assert.equal(new SecretMask(["", ""]).mask("as it is"), "as it is");
    });
});
