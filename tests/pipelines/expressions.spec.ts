import assert from "node:assert/strict";

import { evaluate, filledIn, isMet } from "./expressions";

const contexts = {
    github: { run_id: 7, event: { pull_request: { number: 3 } } },
    steps: { drift: { outcome: "failure" } },
    vars: {},
};
const fine = { contexts, hasFailed: false };
const failed = { contexts, hasFailed: true };

describe("the expressions of workflows, as the tests evaluate them", () => {
    it("are filled in, and are empty where nothing has that name", () => {
        const text = "journal-${{ github.run_id }}-${{ vars.NONE }}-${{ 1 == 2 }}";
        assert.equal(filledIn(text, fine), "journal-7--false");
    });

    it("skip a step after a failure, unless it asks for the status itself", () => {
        const condition = "steps.drift.outcome == 'failure'";
        assert.deepEqual([isMet(condition, fine), isMet(condition, failed)], [true, false]);
        for (const asking of [
            "failure()",
            "${{ always() && github.run_id == 7 }}",
            "!cancelled()",
        ]) {
            assert.equal(isMet(asking, failed), true, asking);
        }
        assert.deepEqual([isMet(undefined, fine), isMet(undefined, failed)], [true, false]);
        assert.equal(isMet("failure()", fine), false);
    });

    it("fail where they ask for something that no machine of the tests has", () => {
        assert.throws(() => evaluate("runner.os", fine), /Unrecognized named-value: 'runner'/);
        assert.throws(() => evaluate("hashFiles('x')", fine), /Unrecognized function: 'hashFiles'/);
    });
});
