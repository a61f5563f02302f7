import assert from "node:assert/strict";

import { isCreateFirst, isReplaceOrUpdate } from "./recorded-scenario";
import { commandsNotReplayed, replayScenarios } from "./replayScenarios";

describe("the recordings", () => {
    it("are replayed in every step but those of imports", () => {
        const left = [...commandsNotReplayed()].sort();
        assert.deepEqual(left, ["import", "import", "preview", "up", "up"]);
    });
});

replayScenarios((scenario) => !isCreateFirst(scenario) && !isReplaceOrUpdate(scenario));
