import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { WriteOutcome } from "../../../provider/src/graph/GraphCalls";
import { RequestJournal } from "../../../provider/src/journal/RequestJournal";
import { SpentLedger } from "../../../provider/src/lifecycle/SpentLedger";

const phoneNumberId = "106540352242922";
const startMs = Date.parse("2026-11-22T12:00:00.000Z");

describe("SpentLedger", () => {
    let folder: string;
    let nowMs: number;
    const warnings: string[] = [];
    const ledgerIn = (journalFolder: string): SpentLedger =>
        new SpentLedger({
            phoneNumberId,
            stack: "dev::numbers",
            journal: new RequestJournal(journalFolder),
            now: () => new Date(nowMs),
            warn: (message) => Promise.resolve(void warnings.push(message)),
            known: [],
        });
    const accepted = async (tookMs: number): Promise<WriteOutcome> => {
        nowMs += tookMs;
        return Promise.resolve({ kind: "accepted" });
    };

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "ledger-"));
        nowMs = startMs;
        warnings.length = 0;
    });
    afterEach(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    it("keeps when a slow request was answered, in the outputs and in the journal", async () => {
        const ledger = ledgerIn(folder);
        await ledger.record("register", () => accepted(20_000));
        const slow = {
            operation: "register",
            at: "2026-11-22T12:00:00.000Z",
            answeredAt: "2026-11-22T12:00:20.000Z",
            outcome: "accepted",
        };
        assert.deepEqual(ledger.spentRequests(), [slow]);
        assert.deepEqual(new RequestJournal(folder).spentRequests(phoneNumberId), [slow]);
    });

    it("does not, for one that was answered at once", async () => {
        const ledger = ledgerIn(folder);
        await ledger.record("deregister", () => accepted(999));
        assert.equal(ledger.spentRequests()[0]?.answeredAt, undefined);
    });

    it("warns once where the disk cannot be written, and counts all the same", async () => {
        const ledger = ledgerIn("/dev/null/journal");
        await ledger.record("register", () => accepted(1));
        nowMs += 1000;
        await ledger.record("register", () => accepted(1));
        assert.equal(warnings.length, 1);
        assert.match(warnings[0] ?? "", /WHATSAPP_JOURNAL_DIR/);
        assert.equal(ledger.spentRequests().length, 2);
        assert.equal(ledger.hasSent("register"), true);
        assert.equal(ledger.hasSent("deregister"), false);
        assert.equal(ledger.lastSent, "register");
    });

    it("warns when the eleventh request in sum was sent", async () => {
        const ledger = ledgerIn(folder);
        for (let count = 0; count < 11; count += 1) {
            nowMs += 60_000;
            await ledger.record(count % 2 === 0 ? "register" : "deregister", () => accepted(1));
        }
        assert.equal(warnings.length, 1);
        assert.match(warnings[0] ?? "", /^11 register and deregister requests in 72 hours/);
    });
});
