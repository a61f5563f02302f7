import assert from "node:assert/strict";

import { declaredNumbers } from "../../../provider/src/cli/evidence/declaredNumbers";
import type { Evidence, StorageRead } from "../../../provider/src/cli/evidence/Evidence";
import { historyOf } from "../../../provider/src/cli/evidence/history";
import { stripOf } from "../../../provider/src/cli/evidence/historyStrip";
import { judge, summaryOf } from "../../../provider/src/cli/evidence/judge";

const [declared] = declaredNumbers([{ inputs: { phoneNumberId: "106540352242922" } }]);

/** An evidence of one number at that hour of November 2026. */
function evidenceAt(hour: number, storage: StorageRead | undefined): Evidence {
    const at = new Date(Date.UTC(2026, 10, 1, hour)).toISOString();
    const read = storage === undefined ? { failure: "an outage" } : { read: storage };
    if (declared === undefined) throw new Error("nothing is declared");
    const number = judge(declared, {
        number: { at, read: { registered: true } },
        storage: { at, ...read },
    });
    return {
        madeAt: at,
        madeBy: { package: { name: "pulumi-whatsapp", version: "0" } },
        graphUrl: "https://graph.facebook.com",
        scope: { isWholeState: true },
        summary: summaryOf([number]),
        numbers: [number],
    };
}

const CH = { state: "on", dataLocalizationRegion: "CH" } as const;
const OFF = { state: "off" } as const;

/** The periods of the only number: `CH 0-24 (2)` with hours, and `? 24-60` for a gap. */
function historyText(evidences: readonly Evidence[]): readonly string[] {
    const hourOf = (at: string) => (Date.parse(at) - Date.UTC(2026, 10, 1)) / 3_600_000;
    const [history] = historyOf(evidences);
    return (history?.stretches ?? []).map(({ place, from, until, readings }) =>
        place === undefined
            ? `? ${hourOf(from)}-${hourOf(until)}`
            : `${place} ${hourOf(from)}-${hourOf(until)} (${readings})`,
    );
}

describe("the history of a number", () => {
    it("joins readings that say the same up to 36 hours apart", () => {
        const evidences = [evidenceAt(0, CH), evidenceAt(36, CH), evidenceAt(72, CH)];
        assert.deepEqual(historyText(evidences), ["CH 0-72 (3)"]);
    });

    it("shows a longer pause as a gap, though both ends say the same", () => {
        const evidences = [evidenceAt(0, CH), evidenceAt(37, CH)];
        assert.deepEqual(historyText(evidences), ["CH 0-0 (1)", "? 0-37", "CH 37-37 (1)"]);
    });

    it("does not say when between two readings a number moved", () => {
        const evidences = [evidenceAt(0, CH), evidenceAt(1, OFF)];
        assert.deepEqual(historyText(evidences), ["CH 0-0 (1)", "? 0-1", "off 1-1 (1)"]);
    });

    it("takes a reading that failed for no reading", () => {
        const evidences = [evidenceAt(0, CH), evidenceAt(24, undefined), evidenceAt(48, CH)];
        assert.deepEqual(historyText(evidences), ["CH 0-0 (1)", "? 0-48", "CH 48-48 (1)"]);
        assert.deepEqual(historyText(evidences.slice(0, 2)), ["CH 0-0 (1)", "? 0-24"]);
        assert.deepEqual(historyText([evidenceAt(0, undefined)]), []);
    });

    it("does not depend on the order in which the files are found", () => {
        const evidences = [evidenceAt(48, OFF), evidenceAt(0, CH), evidenceAt(24, CH)];
        assert.deepEqual(historyText(evidences), ["CH 0-24 (2)", "? 24-48", "off 48-48 (1)"]);
    });

    it("is drawn to scale, with every reading in sight and gaps below", () => {
        const [history] = historyOf([evidenceAt(0, CH), evidenceAt(50, CH), evidenceAt(100, OFF)]);
        const scale = {
            fromMs: Date.UTC(2026, 10, 1),
            untilMs: Date.UTC(2026, 10, 1, 100),
            places: ["CH", "off"],
        };
        assert.deepEqual(stripOf(history?.stretches ?? [], scale), [
            { x: 0, width: 50, tone: "gap", text: "?" },
            { x: 50, width: 50, tone: "gap", text: "?" },
            { x: 0, width: 0.8, tone: "0", text: "" },
            { x: 50, width: 0.8, tone: "0", text: "" },
            { x: 99.2, width: 0.8, tone: "1", text: "" },
        ]);
    });
});
