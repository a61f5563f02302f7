import assert from "node:assert/strict";

import { changed, type Declared } from "./Declared";
import { planOf } from "./planOf";
import { changes, commandNames, stopKinds, type RoundPlan, type Step } from "./RoundPlan";

const options = { numbers: 2, longestMs: 1000 };
const ids = ["106540352242922", "106540352242923", "106540352242924"];

describe("planOf", () => {
    it("plans the same for the same seed, and something else for another", () => {
        assert.deepEqual(planOf(7, options), planOf(7, options));
        assert.notDeepEqual(planOf(7, options), planOf(8, options));
    });

    it("comes to every change, command and stop, and to none", () => {
        const steps = plans().flatMap((plan) => plan.steps);
        const seen = (pick: (step: Step) => string): readonly string[] =>
            [...new Set(steps.map(pick))].sort();
        assert.deepEqual(
            seen(({ change }) => change),
            [...changes].sort(),
        );
        assert.deepEqual(
            seen(({ command }) => command),
            [...commandNames].sort(),
        );
        assert.deepEqual(
            seen(({ stop }) => stop?.kind ?? "none"),
            [...stopKinds, "none"].sort(),
        );
    });

    it("declares each number and each name once, whatever is changed", () => {
        for (const { steps } of plans()) {
            const earlier: (readonly Declared[])[] = [];
            let declared: readonly Declared[] = ids.slice(0, 2).map((phoneNumberId, index) => ({
                name: `n${index}`,
                phoneNumberId,
                pin: "741900",
            }));
            for (const step of steps) {
                earlier.push(declared);
                declared = changed(declared, step, { ids, earlier });
                assert.equal(new Set(declared.map(({ name }) => name)).size, declared.length);
                const numbers = declared.map(({ phoneNumberId }) => phoneNumberId);
                assert.equal(new Set(numbers).size, declared.length);
            }
        }
    });

    function plans(): readonly RoundPlan[] {
        return Array.from({ length: 150 }, (_, seed) => planOf(seed, options));
    }
});
