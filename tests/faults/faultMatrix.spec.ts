import assert from "node:assert/strict";

import { Bench } from "./Bench";
import { inParallel } from "./inParallel";
import { everyPair, faultMatrix } from "./faultMatrix";
import { runCase } from "./runCase";
import { phoneNumberId, scenarios } from "./Scenario";

const AT_ONCE = 12;

describe("the fault matrix", () => {
    for (const scenario of scenarios) {
        it(`knows the requests of a faultless ${scenario.name}`, async () => {
            const { number, switches, config, before, outside, declared, operation } = scenario;
            const numbers = [{ id: phoneNumberId, ...number }];
            const world = { numbers, ...(switches === undefined ? {} : { switches }) };
            const bench = await Bench.start({ world });
            Object.assign(bench.config, config);
            if (before !== undefined) await bench.up([before]);
            if (outside !== undefined) {
                bench.simulator.changeNumber(phoneNumberId, outside);
                await bench.refresh();
            }
            const run = operation === "up" ? bench.up([declared]) : bench[operation]();
            const { letters, exitCode } = await run;
            await bench.close();
            assert.deepEqual([letters, exitCode], [scenario.letters, 0]);
        });
    }

    it("holds with every fault at every step", async function () {
        this.timeout(300_000);
        const all = faultMatrix();
        const cases = everyPair(all);
        const pairs = new Set(
            all.map(({ letter, call, faultClass }) => `${letter}${call} ${faultClass.name}`),
        );
        const covered = new Set(
            cases.map(({ letter, call, faultClass }) => `${letter}${call} ${faultClass.name}`),
        );
        assert.deepEqual(covered, pairs);
        const failures: string[] = [];
        await inParallel(cases, AT_ONCE, async (each) => {
            const problems = await runCase(each);
            if (problems.length > 0) failures.push(`${each.name}: ${problems.join("; ")}`);
        });
        assert.deepEqual(failures, []);
    });
});
