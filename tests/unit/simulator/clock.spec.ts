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

    it("refuses to leave the years 1970 to 9999, and has not moved then", () => {
        const clock = new SimulatorClock("2026-11-22T00:00:00Z");
        for (const hours of [1e12, -1e12, 1e300, 80e6]) {
            assert.throws(() => {
                clock.advance({ hours });
            }, /The clock goes from 1970-01-01 to 9999-12-31/);
            assert.equal(clock.now().toISOString(), "2026-11-22T00:00:00.000Z");
        }
        assert.throws(() => {
            clock.set("+275760-09-13T00:00:00Z");
        }, RangeError);
        assert.throws(() => new SimulatorClock("1969-12-31T23:59:59Z"), RangeError);
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
