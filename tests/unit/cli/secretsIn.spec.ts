import assert from "node:assert/strict";

import { lineWithToken } from "../../../provider/src/cli/secretsIn";

const id = "106540352242922";
const start = "WHATSAPP_ACCESS_TOKEN=$(pulumi config get whatsapp:accessToken) npx pulumi-whatsapp";

describe("the command line with the token of a stack", () => {
    it("is the one that was called", () => {
        const args = ["doctor", "--number", id, "--graph-url", "http://127.0.0.1:4010"];
        assert.equal(lineWithToken(args, undefined), `${start} ${args.join(" ")}`);
    });

    it("takes the token of that name", () => {
        assert.equal(
            lineWithToken(["doctor", "--token-name", "brand-a"], "brand-a"),
            "WHATSAPP_ACCESS_TOKEN_BRAND_A=$(pulumi config get --path whatsapp:accessTokens.brand-a) npx pulumi-whatsapp doctor --token-name brand-a",
        );
    });

    it("leaves out whatever looks like a secret", () => {
        const told: readonly (readonly [readonly string[], string])[] = [
            [["verify", "confirm", "--code", "123-456"], "verify confirm --code …"],
            [["verify", "confirm", "--code=1234"], "verify confirm --code=…"],
            [["import", "--file", "EAAJB0123456789"], "import --file …"],
            [["numbers", "--waba", "654321"], "numbers --waba …"],
            [
                ["doctor", "--graph-url", "https://me:pw@host/"],
                "doctor --graph-url https://…@host/",
            ],
        ];
        for (const [args, line] of told) {
            assert.equal(lineWithToken(args, undefined), `${start} ${line}`);
        }
    });

    it("quotes what a shell would take apart", () => {
        assert.equal(
            lineWithToken(["import", "--file", "my file's; $(ls)"], undefined),
            `${start} import --file 'my file'\\''s; $(ls)'`,
        );
    });
});
