import assert from "node:assert/strict";

import { Rig } from "../lifecycle/Rig";
import { throughBothDoors } from "../lifecycle/throughBothDoors";
import { PARTS } from "./PARTS";
import { STATEMENTS } from "./STATEMENTS";

throughBothDoors("registration guide", (door) => {
    let rig: Rig;

    beforeEach(async () => {
        rig = await Rig.start({}, door);
    });
    afterEach(async () => {
        await rig.stop();
    });

    for (const [title, holds] of PARTS.flatMap((part) => Object.entries(part))) {
        it(title, () => holds(rig));
    }
});

describe("statements of the registration guide", () => {
    const titles = new Set(PARTS.flatMap((part) => Object.keys(part)));

    it("each have a test", () => {
        assert.ok(STATEMENTS.length > 50);
        assert.deepEqual(
            STATEMENTS.filter(({ tests }) => tests.length === 0),
            [],
        );
    });

    it("name no test that does not exist", () => {
        const named = STATEMENTS.flatMap(({ tests }) => tests);
        assert.deepEqual(
            named.filter((title) => !titles.has(title)),
            [],
        );
    });

    it("are the reason of every test here", () => {
        const named = new Set(STATEMENTS.flatMap(({ tests }) => tests));
        assert.deepEqual(
            [...titles].filter((title) => !named.has(title)),
            [],
        );
    });
});
