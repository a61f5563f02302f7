import * as assert from "node:assert/strict";

import { memoryBelow } from "../../bench/memoryBelow";

describe("memoryBelow", () => {
    const table = [
        "    1     0   9000 init",
        "  100     1   5000 node",
        "  101   100   1000 pulumi",
        "  102   101   2000 node server",
        "  103   100    900 ps",
        "  200     1   7000 node",
        "",
    ].join("\n");

    it("counts children and their children, but not the process itself and not ps", () => {
        assert.equal(memoryBelow(table, 100), 3000 * 1024);
    });

    it("is not known where no child was seen", () => {
        assert.equal(memoryBelow(table, 200), undefined);
    });
});
