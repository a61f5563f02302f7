import assert from "node:assert/strict";

import { RULES } from "../../provider/src/decisions/next";
import { scenarios } from "./scenarios";
import { Walk } from "./Walk";

describe("every state", () => {
    it("keeps every promise", () => {
        const started = Date.now();
        const { states, violations, reached } = new Walk(RULES).from(scenarios());
        const kinds = new Map(
            violations.map(({ property, what }) => [
                `${property}: ${what}`,
                violations.filter((one) => one.what === what),
            ]),
        );
        for (const [kind, all] of kinds) {
            console.log(`\n* ${kind} (${all.length})`);
            for (const { path } of [...all]
                .sort((a, b) => a.path.length - b.path.length)
                .slice(0, 5))
                console.log(`    ${path}`);
        }
        console.log([...reached].join("; "));
        console.log(
            `${states} states, ${violations.length} violations, ${Date.now() - started} ms`,
        );
        assert.equal(violations.length, 0);
    });
});
