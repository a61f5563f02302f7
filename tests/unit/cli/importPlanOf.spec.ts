import assert from "node:assert/strict";

import { importPlanOf, resourceNames } from "../../../provider/src/cli/importPlanOf";
import { programText } from "../../../provider/src/cli/writeImport";
import type { PhoneNumber } from "../../../provider/src/graph/phoneNumber";
import type { StorageConfiguration } from "../../../provider/src/graph/settings";

const phoneNumber: PhoneNumber = {
    id: "106540352242922",
    status: "CONNECTED",
    platformType: "CLOUD_API",
    verifiedName: "Example",
    wabaId: "102290129340398",
};

function planOf(storage: StorageConfiguration, change: Partial<PhoneNumber> = {}) {
    const number = {
        phoneNumber: { ...phoneNumber, ...change },
        storage: { kind: "answered" as const, storage },
        spentRequests: [],
    };
    return importPlanOf([{ ...number, tokenName: "brandA" }]);
}

describe("the plan of an import", () => {
    it("puts the name of the token into inputs, outputs and program", () => {
        const { imported } = planOf({ state: "off" });
        const [number] = imported;
        assert.deepEqual(
            [number?.inputs["tokenName"], number?.outputs["tokenName"]],
            ["brandA", "brandA"],
        );
        assert.match(programText(imported), /^ {8}tokenName: "brandA",$/m);
    });

    it("knows the account as told and not as declared", () => {
        const { imported } = planOf({ state: "off" });
        assert.equal(imported[0]?.inputs["wabaId"], undefined);
        assert.equal(imported[0]?.outputs["wabaId"], "102290129340398");
    });

    it("brings the requests that the journal knows into the state", () => {
        const at = "2026-11-22T11:00:00.000Z";
        const spentRequests = [
            { operation: "register" as const, at, outcome: "accepted" as const },
        ];
        const { imported } = importPlanOf([{ phoneNumber, spentRequests }]);
        assert.deepEqual(imported[0]?.outputs["spentRequests"], spentRequests);
    });

    it("leaves out a region and a storage word that this version does not know", () => {
        const elsewhere = planOf({ state: "on", dataLocalizationRegion: "XX" });
        assert.match(
            elsewhere.leftOut[0]?.reason ?? "",
            /region that this version does not know \(XX\)/,
        );
        const unnamed = planOf({ state: "on" });
        assert.match(unnamed.leftOut[0]?.reason ?? "", /none named/);
        const word = planOf({ state: "unknown", status: "SOMETHING_NEW" });
        assert.match(word.leftOut[0]?.reason ?? "", /reads SOMETHING_NEW/);
    });

    it("takes No Storage with Meta's one retention, told or not, and no other", () => {
        for (const storage of [
            { state: "noStorage", status: "NO_STORAGE_ENABLED", retentionMinutes: 60 },
            { state: "noStorage", status: "NO_STORAGE_ENABLED" },
        ] as const) {
            const [number] = planOf(storage).imported;
            assert.deepEqual(number?.inputs["noStorage"], { retentionMinutes: 60 });
            assert.equal(number.outputs["regionVerified"], true);
        }
        const other = planOf({ state: "noStorage", retentionMinutes: 90 });
        assert.match(other.leftOut[0]?.reason ?? "", /kept for 90 minutes.*knows only 60/);
    });

    it("writes no name of a stranger into the program but as a remark of one line", () => {
        const { imported } = planOf(
            { state: "off" },
            { verifiedName: "x\n*/ process.exit() //\u2028y" },
        );
        const lines = programText(imported).split(/[\n\u2028]/);
        assert.ok(
            lines
                .filter((line) => line.includes("process.exit"))
                .every((line) => /^ *\/\/ /.test(line)),
        );
        assert.equal(imported[0]?.name, "branda-x-process-exit-y");
    });
});

const FIRST = "106540352242922";
const SECOND = "106540352242923";
const THIRD = "106540352242924";

function namesOf(numbers: readonly (readonly [string, string])[]): readonly string[] {
    const names = resourceNames(numbers.map(([id, verifiedName]) => ({ id, verifiedName })));
    return numbers.map(([id]) => names.get(id) ?? "none");
}

describe("the names of imported resources", () => {
    it("are the display names where each is had by one number", () => {
        const names = namesOf([
            [FIRST, "Shop"],
            [SECOND, "Café Zürich"],
        ]);
        assert.deepEqual(names, ["shop", "cafe-zurich"]);
    });

    it("are different even where a display name looks like another one with its id", () => {
        const numbers = [
            [FIRST, "Shop"],
            [SECOND, "Shop"],
            [THIRD, `Shop ${FIRST}`],
        ] as const;
        const names = namesOf(numbers);
        assert.equal(new Set(names).size, 3, names.join(" "));
        assert.deepEqual([...namesOf(numbers.toReversed())].reverse(), names);
    });

    it("are different where a display name looks like the name of a number without one", () => {
        const names = namesOf([
            [FIRST, "支持"],
            [SECOND, `Number ${FIRST}`],
        ]);
        assert.equal(new Set(names).size, 2, names.join(" "));
    });

    it("are different where one collision would bring about the next", () => {
        const names = namesOf([
            [FIRST, "Shop"],
            [SECOND, "Shop"],
            [THIRD, `Shop ${FIRST}`],
            ["106540352242925", `Shop ${FIRST} ${THIRD}`],
        ]);
        assert.equal(new Set(names).size, 4, names.join(" "));
    });
});
