import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { standInEngine } from "../availableEngines";
import { nativeLife, nativeRecording, type NativeStepRecord } from "./NativeLife";

const recorded = JSON.parse(readFileSync(nativeRecording, "utf8")) as readonly NativeStepRecord[];

describe("a life through the native plugin, as the real engine ran it", function () {
    this.timeout(240_000);
    let replayed: readonly NativeStepRecord[];

    before(async () => {
        replayed = await nativeLife(standInEngine);
    });

    it("has the same steps", () => {
        assert.ok(recorded.length > 10);
        assert.deepEqual(
            replayed.map(({ step }) => step),
            recorded.map(({ step }) => step),
        );
    });

    for (const [index, expected] of recorded.entries()) {
        it(`does the same: ${expected.step}`, () => {
            assert.deepEqual(replayed[index], expected);
        });
    }
});
