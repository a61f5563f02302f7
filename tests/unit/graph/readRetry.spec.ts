import assert from "node:assert/strict";
import fc from "fast-check";
import { askedWaitMs, readPauseMs } from "../../../provider/src/graph/readRetry";
import { TransportError } from "../../../provider/src/graph/TransportError";

const NOW_MS = Date.parse("2026-11-22T12:00:00Z");

function asked(retryAfter: string | undefined, useCaseUsage?: string): number | undefined {
    const headers = new Map([
        ["retry-after", retryAfter],
        ["x-business-use-case-usage", useCaseUsage],
    ]);
    return askedWaitMs((name) => headers.get(name), NOW_MS);
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

    for (const header of [
        "2026-11-22T12:01:30Z",
        "2026-11-23",
        "22 Nov 2026 12:01:30 GMT",
        "Sun, 22 Nov 2026 12:01:30",
        "Sun, 22 Nov 2026 12:01:30 +0000",
        "Sun, 22 Nov 2026 13:01:30 CET",
        "Sunday, 22-Nov-26 12:01:30 GMT",
        "Sun Nov 22 12:01:30 2026",
        "Mon, 22 Nov 2026 12:01:30 GMT",
        "Mon, 31 Feb 2027 12:01:30 GMT",
        "sun, 22 nov 2026 12:01:30 gmt",
        "try again after Sun, 22 Nov 2026 12:01:30 GMT",
        "1.5",
    ]) {
        it(`takes ${JSON.stringify(header)} for no date of HTTP`, () => {
            assert.equal(asked(header), undefined);
        });
    }

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

describe("readPauseMs", () => {
    const facts = { kind: "badAnswer", reason: "none" } as const;
    const failure = new TransportError({ ...facts, httpStatus: 503 });

    for (const [attempt, shortestMs, longestMs] of [
        [1, 100, 120],
        [2, 200, 240],
        [3, 400, 480],
    ] as const) {
        it(`pauses ${shortestMs} to ${longestMs} ms after request ${attempt}`, () => {
            for (let time = 0; time < 100; time += 1) {
                const pauseMs = readPauseMs(failure, attempt) ?? 0;
                assert.ok(pauseMs >= shortestMs && pauseMs <= longestMs, String(pauseMs));
            }
        });
    }

    it("repeats a read no more after the fourth request", () => {
        assert.equal(readPauseMs(failure, 4), undefined);
    });

    it("pauses as long as the answer asks for, up to half a minute, and else not at all", () => {
        for (const [retryAfterMs, pauseMs] of [
            [29_999, 29_999],
            [30_000, 30_000],
            [30_001, undefined],
        ] as const) {
            const asking = new TransportError({ ...facts, httpStatus: 503, retryAfterMs });
            assert.equal(readPauseMs(asking, 1), pauseMs);
        }
    });

    it("never pauses shorter than its own pause, however little the answer asks for", () => {
        const asking = new TransportError({ ...facts, httpStatus: 503, retryAfterMs: 1 });
        assert.ok((readPauseMs(asking, 1) ?? 0) >= 100);
    });

    it("does not repeat a read that was redirected", () => {
        assert.equal(readPauseMs(new TransportError({ ...facts, httpStatus: 307 }), 1), undefined);
    });
});
