import assert from "node:assert/strict";

import { resourceNames } from "../../../provider/src/cli/resourceNames";

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
