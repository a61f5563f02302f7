import assert from "node:assert/strict";

import {
    type JournalTrouble,
    refusalOfTrouble,
} from "../../../provider/src/decisions/JournalReading";

const path = "/home/u/.pulumi/pulumi-whatsapp/meta/106540352242922.jsonl";
const now = new Date("2026-11-22T12:00:00.000Z");

describe("the refusal of a journal that tells too little", () => {
    it("is none where nothing is wrong", () => {
        assert.equal(refusalOfTrouble(undefined, now), undefined);
    });

    it("names the file, the reason and the remedy where it cannot be read", () => {
        const trouble = {
            kind: "unreadable",
            path,
            reason: "it is a symbolic link (ELOOP)",
        } as const;
        const { cause = "", nextStep = "" } = refusalOfTrouble(trouble, now) ?? {};
        assert.ok(cause.includes(`${path}, cannot be read: it is a symbolic link (ELOOP)`), cause);
        assert.match(nextStep, /WHATSAPP_JOURNAL_DIR/);
    });

    it("ends 73 hours after what was lost was last written", () => {
        const lost: JournalTrouble = { kind: "lost", path, until: "2026-11-19T11:00:00.001Z" };
        const { cause = "", nextStep = "" } = refusalOfTrouble(lost, now) ?? {};
        assert.match(cause, /was damaged: .* and counts as ten of each$/);
        assert.match(nextStep, /fits again at 2026-11-22T12:00:00\.001Z, in 1 min/);
        assert.equal(
            refusalOfTrouble({ ...lost, until: "2026-11-19T11:00:00.000Z" }, now),
            undefined,
        );
    });
});
