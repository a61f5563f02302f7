import * as assert from "node:assert/strict";

import type { BenchRun } from "../../bench/BenchStack";
import { benchOperations, benchReport } from "../../bench/benchReport";

function runOf(durationMs: number, cpuMs: number | undefined, stateBytes: number): BenchRun {
    const one = { durationMs, cpuMs, peakBytes: undefined, requests: 400, onWire: 40 };
    const measurements = Object.fromEntries(benchOperations.map((operation) => [operation, one]));
    return { measurements, stateBytes };
}

function previewOf(cpuMs: readonly (number | undefined)[]): readonly string[] {
    const [nothing, own, plugin] = cpuMs;
    const runs = {
        nothing: [runOf(2000, nothing, 150_000)],
        "pulumi-whatsapp": [runOf(3000, own, 260_000), runOf(5000, own, 260_000)],
        "native plugin": [runOf(2500, plugin, 200_000)],
    };
    const lines = benchReport({ numbers: 100, runs });
    assert.match(
        lines.at(-1) ?? "",
        /^state: 2600 bytes\/number, through the plugin 2000, .* 1500$/,
    );
    const preview = lines.find((line) => line.startsWith("preview without changes")) ?? "";
    return preview.slice("preview without changes".length).trim().split(/ +/);
}

describe("benchReport", () => {
    it("has medians of time and processor time, and the ratio of processor time", () => {
        assert.deepEqual(previewOf([1000, 1100, 1200]), [
            ...["2000", "4000", "2500"],
            ...["1000", "1100", "1200"],
            "1.10",
            ...["4.00", "0.40"],
        ]);
    });

    it("has the ratio of time where the machine does not tell processor time", () => {
        assert.deepEqual(previewOf([undefined, undefined, undefined]).slice(3, 7), [
            ...["-", "-", "-"],
            "2.00",
        ]);
    });
});
