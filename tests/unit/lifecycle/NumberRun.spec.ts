import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { knowledgeOf } from "../../../provider/src/decisions/Knowledge";
import type { SpentRequest } from "../../../provider/src/decisions/spentRequests";
import type { GraphCalls } from "../../../provider/src/graph/GraphCalls";
import { RequestJournal } from "../../../provider/src/journal/RequestJournal";
import { NumberRun } from "../../../provider/src/lifecycle/NumberRun";
import { Operation } from "../../../provider/src/lifecycle/Operation";

const phoneNumberId = "106540352242922";

describe("a run with a number", () => {
    let folder: string;
    let nowMs: number;
    let tookMs: number;
    const warnings: string[] = [];

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "run-"));
        nowMs = Date.parse("2026-11-22T12:00:00.000Z");
        tookMs = 1;
        warnings.length = 0;
    });
    afterEach(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    /** Deregisters a registered number. This Graph API accepts only that request. */
    const deregistering = async (
        known: readonly SpentRequest[] = [],
        journalDir = folder,
    ): Promise<NumberRun> => {
        let isUp = true;
        const env = { WHATSAPP_JOURNAL_DIR: journalDir, WHATSAPP_ACCESS_TOKEN: "EAA-fake-token" };
        const operation = new Operation(
            {
                now: () => new Date(nowMs),
                sleep: () => Promise.resolve(),
                env,
                engineAddress: "",
                pid: process.pid,
                temporaryFolder: folder,
                log: {
                    log: (severity, message) => {
                        if (severity === "warning") warnings.push(message);
                        return Promise.resolve();
                    },
                },
            },
            () => undefined,
        );
        const calls: GraphCalls = {
            memory: { isShortFieldListNeeded: false },
            get: () =>
                Promise.resolve({
                    id: phoneNumberId,
                    status: isUp ? "CONNECTED" : "DISCONNECTED",
                    platform_type: isUp ? "CLOUD_API" : "NOT_APPLICABLE",
                }),
            post: () => {
                isUp = false;
                nowMs += tookMs;
                return Promise.resolve({ kind: "accepted" });
            },
        };
        const start = knowledgeOf({
            state: { phoneNumberId, spentRequests: known },
            entries: [],
            now: new Date(nowMs),
        });
        const telling = { phoneNumberId, settleTimeoutMs: 1000, tokenAdvice: "" };
        const subject = { phoneNumberId, urn: undefined };
        const markOf = (): string => "";
        const journal = await operation.journal();
        const run = new NumberRun(
            { operation, subject, calls, journal, telling, markOf, pinMarkOf: markOf },
            () => start,
        );
        await run.reach({ kind: "deregistered" });
        return run;
    };
    const journalled = (): readonly SpentRequest[] =>
        new RequestJournal(join(folder, "meta")).spentRequests(phoneNumberId);

    it("keeps when a slow request was answered, in what it knows and in the journal", async () => {
        tookMs = 20_000;
        const { known } = await deregistering();
        const slow = {
            operation: "deregister",
            at: "2026-11-22T12:00:00.000Z",
            answeredAt: "2026-11-22T12:00:20.000Z",
            outcome: "accepted",
        };
        const [{ id, ...sent } = {}] = known.spent as readonly Partial<SpentRequest>[];
        assert.match(id ?? "", /^[0-9a-f]{8}$/);
        assert.deepEqual(sent, slow);
        assert.deepEqual(journalled(), [{ id, ...slow }]);
    });

    it("does not, for one that was answered at once", async () => {
        tookMs = 999;
        const { known } = await deregistering();
        assert.equal(known.spent[0]?.answeredAt, undefined);
    });

    it("warns once where the disk cannot be written, and counts all the same", async () => {
        const { known } = await deregistering([], "/dev/null/journal");
        assert.equal(warnings.length, 1);
        assert.match(warnings[0] ?? "", /WHATSAPP_JOURNAL_DIR/);
        assert.equal(known.run.sent.length, 1);
    });

    it("warns when the eleventh request in sum was sent", async () => {
        const before = Array.from({ length: 10 }, (_, index): SpentRequest => ({
            operation: index % 2 === 0 ? "register" : "deregister",
            at: new Date(nowMs - (20 - index) * 60_000).toISOString(),
            outcome: "accepted",
        }));
        await deregistering(before);
        assert.equal(warnings.length, 1);
        assert.match(warnings[0] ?? "", /^11 register and deregister requests in 73 hours/);
    });
});
