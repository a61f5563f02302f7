import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { Engine, Stack } from "../availableEngines";
import { writeImportFile } from "../record/writeImportFile";
import { RecordedProject } from "../replay/RecordedProject";
import { onEveryEngine } from "../scenarios/onEveryEngine";

const number = "106540352242922";

type Resource = Readonly<Record<string, unknown>>;

// The recordings do not show this. With a real engine on the PATH the same tests check the
// stand-in.
onEveryEngine("an import of a file", (engine: Engine) => {
    let project: RecordedProject;
    let stack: Stack;
    let file: string;

    beforeEach(async () => {
        project = new RecordedProject();
        project.setRemote({ [number]: { region: "CH" } });
        file = writeImportFile(project.dir);
        stack = await engine.open({
            programDir: project.dir,
            env: { PROTO_DB: path.join(project.dir, "remote.json"), PROTO_NUMBERS: "[]" },
        });
    });

    afterEach(async () => {
        await stack.close();
        project.close();
    });

    function changeFile(change: (resource: Resource) => readonly Resource[]): void {
        const { resources } = JSON.parse(readFileSync(file, "utf8")) as {
            readonly resources: readonly [Resource];
        };
        writeFileSync(file, JSON.stringify({ resources: change(resources[0]) }));
    }

    async function importedIds(): Promise<readonly unknown[]> {
        const state = await stack.state();
        return state.filter(({ type }) => type.includes("dynamic")).map(({ id }) => id);
    }

    it("warns of inputs that a check refuses, and stores them", async () => {
        stack.setEnv("PROTO_FAIL", "check");
        const { exitCode, logs } = await stack.importFile(file);
        assert.equal(exitCode, 0);
        const warnings = logs.filter(({ severity }) => severity === "warning");
        assert.match(warnings.map(({ message }) => message).join("\n"), /"UK" is not a region/);
        assert.deepEqual(await importedIds(), [number]);
    });

    it("fails for a resource whose outputs are not given, because nothing can read it", async () => {
        changeFile(({ outputs, ...resource }) => (outputs === undefined ? [] : [resource]));
        const { exitCode, output } = await stack.importFile(file);
        assert.notEqual(exitCode, 0);
        assert.match(output, /code must be a string, not undefined/);
        assert.deepEqual(await importedIds(), []);
    });

    it("fails for a file that names a resource twice, and imports none of it", async () => {
        changeFile((resource) => [resource, resource]);
        const { exitCode, output } = await stack.importFile(file);
        assert.notEqual(exitCode, 0);
        assert.match(output, /main/);
        assert.deepEqual(await importedIds(), []);
    });

    it("is destroyed like what a program created", async () => {
        await stack.importFile(file);
        const { exitCode, calls } = await stack.destroy();
        assert.equal(exitCode, 0);
        const deletes = calls.filter(({ method }) => method === "Delete");
        assert.deepEqual(
            deletes.map(({ request }) => request["id"]),
            [number],
        );
        assert.deepEqual(project.remote(), {});
    });
});
