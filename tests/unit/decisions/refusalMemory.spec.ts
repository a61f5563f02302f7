import assert from "node:assert/strict";

import type { JournalEntry } from "../../../provider/src/decisions/JournalEntry";
import {
    type Attempt,
    isSameAttempt,
    type NewRefusal,
    pauseAfter,
    refusalOfJournal,
    refusalOfState,
    refusedUntil,
    type RefusedOutcome,
    remembered,
    rememberedRefusalFrom,
    stillHolds,
} from "../../../provider/src/decisions/refusalMemory";
import { readingText } from "../../../provider/src/decisions/registrationStatus";
import { graphErrorEntry } from "../../../provider/src/graph/catalogue";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const now = new Date("2026-11-22T12:00:00.000Z");
const later = (ms: number): Date => new Date(now.getTime() + ms);
const refused = (graphCode: number, words?: string, subcode?: number): RefusedOutcome => ({
    kind: "refused",
    row: graphErrorEntry(graphCode, subcode),
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
        const endless = "Try again in 99999999999999999999 days.";
        assert.equal(pauseAfter(refused(133008, endless), 1), 24 * HOUR_MS, "no date holds that");
    });

    it("tries wrong input once a day, and a region that did not take", () => {
        for (const code of [133005, 2388092, 12, 131008, 131009]) {
            assert.equal(pauseAfter(refused(code), 1), 24 * HOUR_MS, String(code));
            assert.equal(pauseAfter(refused(code), 7), 24 * HOUR_MS, String(code));
        }
        assert.equal(pauseAfter({ kind: "regionNotTaken" }, 1), 24 * HOUR_MS);
        assert.equal(pauseAfter(refused(100, undefined, 2388092), 1), 24 * HOUR_MS, "a subcode");
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
    const reading = "PENDING NOT_APPLICABLE VERIFIED ";
    const attempt: Attempt = {
        pin: "012345",
        storage: { kind: "region", region: "CH" },
        recipe: "auto",
    };
    const markOf = (tried: Attempt): string => JSON.stringify(tried);
    const refusal: NewRefusal = {
        operation: "register",
        outcome: refused(131000),
        message: "Cannot register phone number 106540352242922: …",
        reading,
        attempt,
        declaredPin: "012345",
        now,
        markOf,
    };
    const first = remembered(refusal, undefined);
    const known = refusalOfState(first, "012345");
    assert.ok(first && known);

    it("holds until its time, and not a moment longer", () => {
        assert.equal(stillHolds(known, reading, later(5 * MINUTE_MS - 1)), true);
        assert.equal(stillHolds(known, reading, later(5 * MINUTE_MS)), false);
    });

    it("does not hold once the number reads otherwise", () => {
        assert.equal(stillHolds(known, "CONNECTED CLOUD_API VERIFIED ", now), false);
    });

    it("is of the very attempt, and of no other PIN, place, recipe or backup", () => {
        assert.equal(isSameAttempt(known, attempt, markOf), true);
        const others: readonly Partial<Attempt>[] = [
            { pin: "543210" },
            { storage: { kind: "region", region: "DE" } },
            { storage: { kind: "off" } },
            { storage: { kind: "noStorage", retentionMinutes: 60 } },
            { recipe: "settings" },
            { backupMark: "ab12" },
        ];
        for (const other of others) {
            assert.equal(isSameAttempt(known, { ...attempt, ...other }, markOf), false);
        }
    });

    it("is of its own PIN where the outputs have lost that, and of any where nothing tells", () => {
        const other = { ...attempt, pin: "543210" };
        const marked = refusalOfState(first, undefined);
        assert.ok(marked);
        assert.equal(isSameAttempt(marked, attempt, markOf), true);
        assert.equal(isSameAttempt(marked, other, markOf), false);
        // Outputs of 0.1.0 have no mark.
        const unmarked = { ...first };
        delete unmarked.mark;
        const anyPin = refusalOfState(unmarked, undefined);
        assert.ok(anyPin);
        assert.equal(isSameAttempt(anyPin, other, markOf), true);
    });

    it("counts on while it is the same, and begins anew for something else", () => {
        const second = remembered({ ...refusal, now: later(1) }, known);
        assert.equal(second?.attempts, 2);
        const again = refusalOfState(second, "012345");
        const other: Attempt = { ...attempt, storage: { kind: "region", region: "DE" } };
        assert.equal(remembered({ ...refusal, attempt: other }, again)?.attempts, 1);
        assert.equal(remembered({ ...refusal, operation: "deregister" }, again)?.attempts, 1);
        assert.equal(remembered({ ...refusal, reading: "PENDING" }, again)?.attempts, 1);
    });

    it("says that it was the old PIN, where the program declared another one", () => {
        assert.equal(first.withProvedPin, undefined);
        assert.equal(remembered({ ...refusal, declaredPin: "543210" }, known)?.withProvedPin, true);
    });

    it("is nothing where nothing is to be remembered", () => {
        assert.equal(remembered({ ...refusal, outcome: refused(190) }, known), undefined);
    });

    it("is read back from outputs, and nothing else is", () => {
        assert.deepEqual(rememberedRefusalFrom({ ...first }), first);
        const broken = [undefined, null, "x", {}, { ...first, nextTryAt: "soon" }];
        for (const value of broken) assert.equal(rememberedRefusalFrom(value), undefined);
    });
});

describe("the refusal that a journal tells of", () => {
    const entry = (minute: number, rest: Partial<JournalEntry> = {}): JournalEntry => ({
        operation: "register",
        at: later(minute * MINUTE_MS).toISOString(),
        outcome: "refused",
        graphCode: 133005,
        mark: "a",
        ...rest,
    });

    it("holds for a day after a wrong PIN, of the attempt with that mark", () => {
        const known = refusalOfJournal([entry(0)]);
        assert.equal(known?.nextTryAt, later(24 * HOUR_MS).toISOString());
        assert.equal(known.tried, "a");
    });

    it("pauses longer the more often the same attempt was refused in a row", () => {
        const may = { graphCode: 131000 };
        const entries = [entry(0, { ...may, mark: "b" }), entry(1, may), entry(2, may)];
        assert.equal(refusalOfJournal(entries)?.attempts, 2);
    });

    it("knows a subcode", () => {
        const known = refusalOfJournal([entry(0, { graphCode: 100, graphSubcode: 2388092 })]);
        assert.equal(known?.nextTryAt, later(24 * HOUR_MS).toISOString());
    });

    it("is none after a success, for a block, or where nobody noted what was tried", () => {
        assert.equal(refusalOfJournal([entry(0), entry(1, { outcome: "accepted" })]), undefined);
        assert.equal(refusalOfJournal([entry(0, { graphCode: 133016 })]), undefined);
        const { mark, ...unmarked } = entry(0);
        assert.equal(mark, "a");
        assert.equal(refusalOfJournal([unmarked]), undefined);
    });

    it("of a deregistration is over once the number was registered again", () => {
        const lost: JournalEntry = {
            operation: "deregister",
            at: entry(0).at,
            outcome: "unanswered",
        };
        const up = entry(1, { outcome: "accepted" });
        const spent = [lost, up] as Parameters<typeof refusedUntil>[1];
        assert.ok(refusedUntil("deregister", spent.slice(0, 1)));
        assert.equal(refusedUntil("deregister", spent), undefined);
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
