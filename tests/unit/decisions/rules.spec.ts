import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { RULES } from "../../../provider/src/decisions/next";

describe("the rules of what comes next", () => {
    it("have different names, and DESIGN.md lists them in their order", () => {
        const design = readFileSync(join(__dirname, "..", "..", "..", "DESIGN.md"), "utf8");
        const [, listed = ""] =
            /<!-- rules: [^\n]*-->\n([\s\S]*?)\n<!-- end of rules -->/.exec(design) ?? [];
        const names = listed
            .trim()
            .split("\n")
            .map((line) => line.replace(/^\d+\. /, ""));
        assert.deepEqual(
            names,
            RULES.map(({ name }) => name),
        );
        assert.equal(new Set(names).size, RULES.length);
    });
});
