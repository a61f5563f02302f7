import assert from "node:assert/strict";

import { causes } from "./causes";
import { rerun } from "./rerun";

// Between two tries there are only refusals. Most of them are left out here. `npm run test:faults
// -- --every-minute` runs them all.
function minutesBetween(minutesSinceSent: number): number {
    return minutesSinceSent < 40 ? 5 : 59;
}

const sixHours = (): number => 360;

describe("a failing operation, run again for 72 hours", () => {
    for (const cause of causes) {
        const { name, mostRegisters, mostDeregisters } = cause;
        const spends = `${mostRegisters} registers and ${mostDeregisters} deregisters at most`;
        it(`spends ${spends} on ${name}, and succeeds when it heals`, async function () {
            this.timeout(120_000);
            const done = await rerun(cause, cause.isSlow === true ? sixHours : minutesBetween);
            assert.deepEqual(done.problems, []);
            assert.ok(done.registers <= mostRegisters, `${done.registers} registers`);
            assert.ok(done.deregisters <= mostDeregisters, `${done.deregisters} deregisters`);
        });
    }
});
