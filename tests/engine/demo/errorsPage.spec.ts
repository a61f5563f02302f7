import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { errorsPage, errorsPageFile } from "./errorsPage";

describe("the page of Meta's errors", () => {
    it("is what the catalogue makes of it", async () => {
        assert.equal(readFileSync(errorsPageFile, "utf8"), await errorsPage());
    });
});
