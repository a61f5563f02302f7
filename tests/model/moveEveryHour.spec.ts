import assert from "node:assert/strict";

import { moveEveryHour } from "./moveEveryHour";

describe("a program that moves its number every hour", () => {
    for (const isStrict of [true, false]) {
        const who = isStrict ? "the preview" : "the operation itself";
        it(`spends nine registrations in 72 hours, where ${who} refuses`, async () => {
            assert.deepEqual(await moveEveryHour(isStrict), { registers: 9, problems: [] });
        });
    }
});
