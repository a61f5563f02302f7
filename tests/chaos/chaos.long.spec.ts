import assert from "node:assert/strict";
import { stdout } from "node:process";

import { standIn } from "./openStack";
import { playRounds } from "./playRounds";

const ROUNDS = 3;

describe("rounds of stopped runs on the stand-in engine", () => {
    it("end as declared, with never more than ten requests of a kind", async function () {
        this.timeout(600_000);
        const { breaks, tally } = await playRounds({
            engine: standIn,
            rounds: ROUNDS,
            seed: 7,
            numbers: 2,
        });
        stdout.write(tally.table());
        assert.deepEqual(breaks, []);
        assert.equal(tally.of("converged"), ROUNDS);
        assert.ok(tally.of("counted requests") > 0);
    });
});
