import assert from "node:assert/strict";

import { RULES } from "../../provider/src/decisions/next";
import { scenarios } from "./scenarios";
import { Walk } from "./walk";

describe("every state", () => {
    it("keeps every promise", () => {
        const started = Date.now();
        const { states, worlds, violations, reached } = new Walk(RULES).from(scenarios());
        for (const { property, what, path } of violations) console.log(`\n* ${property}: ${what}\n    ${path}`);
        console.log([...reached].join("; "));
        console.log(`${states} states, ${worlds} worlds, ${violations.length} violations, ${Date.now() - started} ms`);
        assert.equal(violations.length, 0);
    });
});
