import assert from "node:assert/strict";

import { processCases } from "./processCases";
import { runProcessCase } from "./runProcessCase";

// Every stop and every operation once. `npm run test:faults -- --processes` runs all pairs.
const chosen = [
    "create: the provider killed at R, with effect",
    "move: one interrupt at D, with effect",
    "move: two interrupts at R, without effect",
    "move: the provider killed at D, without effect",
    "move: the engine killed at W, with effect",
    "PIN change: two interrupts at P, with effect",
    "delete: the provider killed at D, with effect",
];

describe("real processes that are stopped", () => {
    const cases = processCases();

    it("are about forty cases, each with a name of its own", () => {
        assert.equal(new Set(cases.map(({ name }) => name)).size, cases.length);
        assert.ok(cases.length >= 40);
    });

    for (const name of chosen) {
        it(`end well after all: ${name}`, async () => {
            const found = cases.find((each) => each.name === name);
            assert.ok(found, "the case exists");
            assert.deepEqual(await runProcessCase(found), []);
        });
    }
});
