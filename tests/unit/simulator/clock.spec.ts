import assert from "node:assert/strict";
import { SimulatorClock } from "../../../simulator/src/clock/SimulatorClock";

describe("the simulator's clock", () => {
    it("stands still where it was frozen, until it is told to move", () => {
        const clock = new SimulatorClock("2026-11-22T00:00:00Z");
        assert.equal(clock.now().toISOString(), "2026-11-22T00:00:00.000Z");
        clock.advance({ hours: 1, minutes: 2, seconds: 3 });
        assert.equal(clock.now().toISOString(), "2026-11-22T01:02:03.000Z");
        clock.set("2026-01-01T00:00:00Z");
        assert.equal(clock.now().toISOString(), "2026-01-01T00:00:00.000Z");
    });

    it("follows the machine's clock, moved by what it was told", () => {
        const clock = new SimulatorClock();
        clock.advance({ hours: 72 });
        const aheadMs = clock.now().getTime() - Date.now();
        assert.ok(Math.abs(aheadMs - 72 * 3_600_000) < 1000);
    });

    it("refuses a time and a step that are none", () => {
        const clock = new SimulatorClock("2026-11-22T00:00:00Z");
        assert.throws(() => new SimulatorClock("soon"), /"soon" is not a time\. Write ISO 8601/);
        assert.throws(() => {
            clock.set("soon");
        }, RangeError);
        assert.throws(() => {
            clock.advance({ hours: Number.NaN });
        }, RangeError);
        assert.equal(clock.now().toISOString(), "2026-11-22T00:00:00.000Z");
    });
});
