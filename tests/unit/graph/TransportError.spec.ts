import assert from "node:assert/strict";
import { durationText } from "../../../provider/src/graph/TransportError";

describe("durationText", () => {
    for (const [durationMs, text] of [
        [1, "1 s"],
        [59_000, "59 s"],
        [60_000, "1 min"],
        [61_000, "2 min"],
        [7_199_000, "120 min"],
        [7_200_000, "2 h"],
        [259_200_000, "72 h"],
    ] as const) {
        it(`says ${text} for ${durationMs} ms`, () => {
            assert.equal(durationText(durationMs), text);
        });
    }
});
