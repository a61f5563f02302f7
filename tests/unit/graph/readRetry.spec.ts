import assert from "node:assert/strict";
import fc from "fast-check";
import { durationText } from "../../../provider/src/graph/durationText";
import { askedWaitMs, readRetriesFor } from "../../../provider/src/graph/readRetry";
import { TransportError } from "../../../provider/src/graph/TransportError";

const NOW_MS = Date.parse("2026-11-22T12:00:00Z");

function asked(retryAfter: string | undefined, useCaseUsage?: string): number | undefined {
    return askedWaitMs({ retryAfter, useCaseUsage }, NOW_MS);
}

describe("askedWaitMs", () => {
    it("reads Retry-After as seconds or as a date", () => {
        assert.equal(asked("7"), 7_000);
        assert.equal(asked(" 7 "), 7_000);
        assert.equal(asked("Sun, 22 Nov 2026 12:01:30 GMT"), 90_000);
    });

    it("asks for nothing without a header, and with one that is over or makes no sense", () => {
        for (const header of [undefined, "", "0", "-5", "soon", "Sun, 22 Nov 2026 11:00:00 GMT"]) {
            assert.equal(asked(header), undefined);
        }
    });

    it("takes the longer of the two headers, Meta's in minutes", () => {
        const useCases = [
            { estimated_time_to_regain_access: 1 },
            { estimated_time_to_regain_access: 3 },
        ];
        const usage = JSON.stringify({ "1": useCases, "2": [] });
        assert.equal(asked("7", usage), 180_000);
        assert.equal(asked("600", usage), 600_000);
    });

    it("never asks for a negative or endless time, whatever the headers hold", () => {
        fc.assert(
            fc.property(fc.string(), fc.oneof(fc.string(), fc.json()), (retryAfter, usage) => {
                const waitMs = asked(retryAfter, usage);
                assert.ok(waitMs === undefined || (waitMs > 0 && Number.isFinite(waitMs)));
            }),
        );
    });
});

describe("readRetriesFor", () => {
    for (const [retryAfterMs, retries] of [
        [29_999, 3],
        [30_000, 3],
        [30_001, 0],
    ] as const) {
        it(`allows ${retries} repetitions when asked to wait ${retryAfterMs} ms`, () => {
            const facts = { kind: "badAnswer", httpStatus: 503, reason: "none" } as const;
            assert.equal(readRetriesFor(new TransportError({ ...facts, retryAfterMs })), retries);
        });
    }
});

describe("durationText", () => {
    for (const [durationMs, text] of [
        [1, "1 s"],
        [59_000, "59 s"],
        [60_000, "1 min"],
        [61_000, "2 min"],
        [7_199_000, "120 min"],
        [7_200_000, "2 h"],
        [259_200_000, "72 h"],
    ] as const) {
        it(`says ${text} for ${durationMs} ms`, () => {
            assert.equal(durationText(durationMs), text);
        });
    }
});
