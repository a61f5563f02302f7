import * as assert from "node:assert/strict";

import type { Measurement } from "../../bench/BenchWorld";
import { peersReport, sumOf } from "../../bench/peersReport";

const measurement: Measurement = {
    durationMs: 12_345,
    cpuMs: 6_700,
    peakBytes: 300 * 1024 * 1024,
    requests: 1010,
    onWire: 30,
};

describe("peersReport", () => {
    it("has a table for each operation, with those that have it", () => {
        const lines = peersReport({
            numbers: 100,
            latencyMs: 50,
            peers: [
                { name: "curl with xargs", measurements: { up: measurement } },
                {
                    name: "nothing",
                    measurements: { up: measurement, refresh: measurement },
                    stateBytes: 157_100,
                },
            ],
        });
        assert.deepEqual(
            lines.map((line) => line.trim().replaceAll(/ +/g, " ")),
            [
                "100 numbers, an answer after 50 ms",
                "up s cpu s on wire counted peak MB",
                "curl with xargs 12.3 6.7 30 1010 300",
                "nothing 12.3 6.7 30 1010 300",
                "refresh s cpu s on wire counted peak MB",
                "nothing 12.3 6.7 30 1010 300",
                "state, bytes/number",
                "nothing 1571",
            ],
        );
    });

    it("shows what the machine does not tell as a dash", () => {
        const untold = { ...measurement, cpuMs: undefined, peakBytes: undefined };
        const peers = [{ name: "nothing", measurements: { up: untold } }];
        const lines = peersReport({ numbers: 1, latencyMs: 0, peers });
        assert.match(lines.at(-1) ?? "", /^nothing +12\.3 +- +30 +1010 +-$/);
    });
});

describe("sumOf", () => {
    it("adds up what several stacks took, and takes the highest of the memory", () => {
        const other = { durationMs: 1, cpuMs: 2, peakBytes: 3, requests: 4, onWire: 5 };
        assert.deepEqual(sumOf([measurement, other]), {
            durationMs: 12_346,
            cpuMs: 6_702,
            peakBytes: measurement.peakBytes,
            requests: 1014,
            onWire: 35,
        });
    });

    it("gives no sum if a part of it is not known", () => {
        assert.equal(sumOf([measurement, { ...measurement, cpuMs: undefined }]).cpuMs, undefined);
    });
});
