import * as assert from "node:assert/strict";

import { sizesOf } from "../../bench/sizesOf";

describe("sizesOf", () => {
    for (const [numbers, stackSize, sizes] of [
        [10, 5, [5, 5]],
        [12, 5, [5, 5, 2]],
        [3, 5, [3]],
    ] as const) {
        it(`makes stacks of ${sizes.join(", ")} of ${numbers} numbers, at most ${stackSize} each`, () => {
            assert.deepEqual(sizesOf(numbers, stackSize), sizes);
        });
    }
});
