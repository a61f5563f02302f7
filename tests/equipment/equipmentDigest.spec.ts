import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { equipmentDigest } from "./equipmentDigest";

describe("the digest of the test equipment", () => {
    let root: string;

    beforeEach(() => {
        root = mkdtempSync(path.join(tmpdir(), "equipment-"));
        write("node_modules/@pulumi/pulumi/package.json", JSON.stringify({ version: "3.1.0" }));
        write("tests/engine/stand-in/Step.ts", "one\ntwo\n");
        write("tests/engine/recordings/create/01-calls.jsonl", "{}\n");
        write("tests/engine/scenarios/Scene.ts", "scene\n");
    });

    afterEach(() => {
        rmSync(root, { recursive: true, force: true });
    });

    function write(file: string, text: string): void {
        mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        writeFileSync(path.join(root, file), text);
    }

    const changes: readonly (readonly [string, string, string])[] = [
        ["a file of the stand-in engine", "tests/engine/stand-in/Step.ts", "one\nthree\n"],
        ["another file there", "tests/engine/stand-in/Goal.ts", ""],
        ["a recording", "tests/engine/recordings/create/01-calls.jsonl", '{"method":""}\n'],
        [
            "the version of @pulumi/pulumi",
            "node_modules/@pulumi/pulumi/package.json",
            JSON.stringify({ version: "3.1.1" }),
        ],
    ];
    for (const [what, file, text] of changes) {
        it(`is another one after a change of ${what}`, () => {
            const before = equipmentDigest(root);
            write(file, text);
            assert.notDeepEqual(equipmentDigest(root), before);
        });
    }

    it("stays after a change of what is tested with the equipment", () => {
        const before = equipmentDigest(root);
        write("tests/engine/scenarios/Scene.ts", "another scene\n");
        assert.deepEqual(equipmentDigest(root), before);
    });

    it("stays where the checkout has other line ends", () => {
        const before = equipmentDigest(root);
        write("tests/engine/stand-in/Step.ts", "one\r\ntwo\r\n");
        assert.deepEqual(equipmentDigest(root), before);
    });
});
