import assert from "node:assert/strict";

import {
    pauseAfter,
    readingText,
    remembered,
    rememberedRefusalFrom,
    stillHolds,
    type NewRefusal,
    type RefusedOutcome,
    type Retry,
} from "../../../provider/src/decisions/refusalMemory";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const now = new Date("2026-11-22T12:00:00.000Z");
const later = (ms: number): Date => new Date(now.getTime() + ms);
const refused = (graphCode: number, words?: string): RefusedOutcome => ({
    kind: "refused",
    graphCode,
    ...(words === undefined ? {} : { words }),
});

describe("pauseAfter", () => {
    it("does not remember what cost nothing or what the next run finishes", () => {
        for (const code of [190, 0, 104, 133000]) {
            assert.equal(pauseAfter(refused(code), 1), undefined, String(code));
        }
    });

    it("waits as long as Meta states", () => {
        assert.equal(pauseAfter(refused(133015), 9), 5 * MINUTE_MS);
        assert.equal(pauseAfter(refused(133009), 1), 15 * MINUTE_MS);
        assert.equal(pauseAfter(refused(133016), 1), 72 * HOUR_MS);
        assert.equal(pauseAfter(refused(133008), 1), 24 * HOUR_MS);
        assert.equal(pauseAfter(refused(133008, "Try again in 12 hours."), 1), 12 * HOUR_MS);
        assert.equal(pauseAfter(refused(133008, "Wait 1 hour 30 Minutes"), 1), HOUR_MS);
    });

    it("tries wrong input once a day, and a region that did not take", () => {
        for (const code of [133005, 2388092, 12, 131008, 131009]) {
            assert.equal(pauseAfter(refused(code), 1), 24 * HOUR_MS, String(code));
            assert.equal(pauseAfter(refused(code), 7), 24 * HOUR_MS, String(code));
        }
        assert.equal(pauseAfter({ kind: "regionNotTaken" }, 1), 24 * HOUR_MS);
    });

    it("tries what may heal after 5 min, 30 min, 2 h, 8 h, then daily", () => {
        const codes = [
            1, 2, 3, 4, 10, 17, 613, 80007, 80008, 200, 299, 368, 100, 131000, 131005, 131016,
            131031,
        ];
        const outcomes = [...codes, 131042, 131057, 133004, 133006, 133010, 2388001].map((code) =>
            refused(code),
        );
        for (const outcome of [...outcomes, { kind: "unknown" } as const]) {
            const pauses = [1, 2, 3, 4, 5, 6].map((attempts) => pauseAfter(outcome, attempts));
            const minutes = pauses.map((pause) => (pause ?? 0) / MINUTE_MS);
            assert.deepEqual(minutes, [5, 30, 120, 480, 1440, 1440]);
        }
    });

    it("never reaches the reserve in 72 hours by repeating", () => {
        let atMs = 0;
        let tries = 0;
        while (atMs < 72 * HOUR_MS) {
            tries += 1;
            atMs += pauseAfter({ kind: "unknown" }, tries) ?? 0;
        }
        assert.ok(tries <= 8, `${tries} tries`);
    });
});

describe("a remembered refusal", () => {
    const retry: Retry = {
        reading: "PENDING NOT_APPLICABLE VERIFIED ",
        hasOtherPin: false,
        dataLocalizationRegion: "CH",
        localStorageRecipe: "auto",
        now,
    };
    const refusal: NewRefusal = {
        operation: "register",
        outcome: refused(131000),
        message: "Cannot register phone number 106540352242922: …",
        withProvedPin: false,
        retry,
    };
    const first = remembered(refusal, undefined);
    assert.ok(first);

    it("holds until its time, and not a moment longer", () => {
        assert.equal(stillHolds(first, { ...retry, now: later(5 * MINUTE_MS - 1) }), true);
        assert.equal(stillHolds(first, { ...retry, now: later(5 * MINUTE_MS) }), false);
    });

    it("does not hold once inputs or the number have changed", () => {
        const changes: readonly Partial<Retry>[] = [
            { hasOtherPin: true },
            { dataLocalizationRegion: "DE" },
            { dataLocalizationRegion: undefined },
            { localStorageRecipe: "settings" },
            { reading: "CONNECTED CLOUD_API VERIFIED " },
        ];
        for (const change of changes)
            assert.equal(stillHolds(first, { ...retry, ...change }), false);
    });

    it("counts on while it is the same, and begins anew for something else", () => {
        const second = remembered({ ...refusal, retry: { ...retry, now: later(1) } }, first);
        assert.equal(second?.attempts, 2);
        const other = { ...retry, dataLocalizationRegion: "DE" };
        assert.equal(remembered({ ...refusal, retry: other }, second)?.attempts, 1);
        assert.equal(remembered({ ...refusal, operation: "deregister" }, second)?.attempts, 1);
    });

    it("is nothing where nothing is to be remembered", () => {
        assert.equal(remembered({ ...refusal, outcome: refused(190) }, first), undefined);
    });

    it("is read back from outputs, and nothing else is", () => {
        assert.deepEqual(rememberedRefusalFrom({ ...first }), first);
        const broken = [undefined, null, "x", {}, { ...first, nextTryAt: "soon" }];
        for (const value of broken) assert.equal(rememberedRefusalFrom(value), undefined);
    });
});

describe("readingText", () => {
    it("changes with every word that a person may be waiting for", () => {
        const reading = { status: "PENDING", platformType: "NOT_APPLICABLE" };
        const texts = [
            readingText(reading),
            readingText({ ...reading, status: "CONNECTED" }),
            readingText({ ...reading, platformType: "CLOUD_API" }),
            readingText({ ...reading, codeVerificationStatus: "VERIFIED" }),
            readingText({ ...reading, nameStatus: "APPROVED" }),
        ];
        assert.equal(new Set(texts).size, texts.length);
    });
});
