import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import { pictures } from "../../../demo/pictures/pictures";

const root = path.resolve(__dirname, "../../..");

describe("a terminal picture", function () {
    this.timeout(240_000);

    for (const { file, make, lasting } of pictures) {
        const unable =
            make === undefined ? " (skipped: it takes pulumi on the PATH, on Linux)" : "";
        it(`shows what the command prints: ${file}${unable}`, async function () {
            if (make === undefined) return this.skip();
            const expected = shownBy(await make(), lasting);
            assert.notEqual(expected, "");
            const committed = readFileSync(path.join(root, file), "utf8");
            const remedy = `run npm run pictures, and look at ${file}`;
            assert.equal(shownBy(committed, lasting), expected, remedy);
        });
    }
});

function shownBy(picture: string, lasting: RegExp | undefined): string {
    if (lasting === undefined) return picture;
    const texts = [...picture.matchAll(/>([^<]*)<\/text>/g)].map(([, text = ""]) => text);
    return texts.filter((text) => lasting.test(text)).join("\n");
}
