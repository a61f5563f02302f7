import assert from "node:assert/strict";
import { env } from "node:process";
import * as fc from "fast-check";

import { modelCommand } from "./ModelCommand";
import { ModelRun } from "./ModelRun";

const runs = Number(env["MODEL_RUNS"] ?? "300");
const seed = Number(env["MODEL_SEED"] ?? "20261122");
// The runs mostly wait for loopback. So this many can share one processor.
const AT_ONCE = 6;
const LONGEST_LIFE = 14;

describe("the model", () => {
    it(`holds in ${runs} random lives of a stack (MODEL_SEED=${seed})`, async function () {
        this.timeout(60_000 + runs * 2_000);
        const life = fc.array(modelCommand, { minLength: 3, maxLength: LONGEST_LIFE });
        const property = fc.asyncProperty(life, async (commands) => {
            const problems = await ModelRun.play(commands);
            assert.deepEqual(problems, []);
        });
        const numRuns = Math.ceil(runs / AT_ONCE);
        const shards = Array.from({ length: AT_ONCE }, (_, shard) =>
            fc.assert(property, { seed: seed + shard, numRuns }),
        );
        await Promise.all(shards);
    });
});
