import assert from "node:assert/strict";
import { stdout } from "node:process";

import type { DoorName } from "../contract/lifecycle/doors";
import { standIn } from "./openStack";
import { playRounds } from "./playRounds";

const rounds: Readonly<Record<DoorName, number>> = { dynamic: 3, native: 2 };

for (const door of ["dynamic", "native"] as const) {
    describe(`rounds of stopped runs on the stand-in engine, through the ${door} door`, () => {
        it("end as declared, with never more than ten requests of a kind", async function () {
            this.timeout(600_000);
            const { breaks, tally } = await playRounds({
                engine: standIn,
                door,
                rounds: rounds[door],
                seed: 7,
                numbers: 2,
            });
            stdout.write(tally.table());
            assert.deepEqual(breaks, []);
            assert.equal(tally.of("converged"), rounds[door]);
            assert.ok(tally.of("counted requests") > 0);
        });
    });
}
