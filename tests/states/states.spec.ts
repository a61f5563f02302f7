import assert from "node:assert/strict";

import { RULES } from "../../provider/src/decisions/next";
import { begin } from "./begin";
import { BLOCK_OUTLIVED, OUTCOMES } from "./outcomes";
import { scenarios } from "./scenarios";
import { shortestPaths } from "./shortestPaths";
import { Walk } from "./Walk";
import { played } from "./worlds";

describe("every state", () => {
    const { states, violations, reached } = new Walk(RULES).from(scenarios());
    // Printed at the exit, after Mocha's own output.
    process.once("exit", () => {
        process.stdout.write(`${states} states, ${violations.count} violations\n`);
    });

    it("keeps every promise", () => {
        assert.equal(violations.count, 0, violations.toString());
    });

    for (const outcome of [...Object.keys(OUTCOMES), BLOCK_OUTLIVED]) {
        it(`is reached: ${outcome}`, () => {
            assert.ok(reached.has(outcome));
        });
    }
});

describe("the shortest path", () => {
    for (const { name, world, action, requests } of shortestPaths()) {
        it(`of ${name} is ${requests === "" ? "none" : requests}`, () => {
            const isNothing = begin(world, action, RULES).kind === "unchanged";
            const letters = isNothing ? "" : played(world, action).run.letters;
            assert.equal(letters.trim(), requests);
        });
    }
});
