import assert from "node:assert/strict";
import path from "node:path";
import { createRequire } from "node:module";
import { existsSync, writeFileSync } from "node:fs";

import {
    standInEngine,
    type Outcome,
    type ProjectOptions,
    type ResourceProviderModule,
    type Stack,
} from "../availableEngines";
import { RecordedProject } from "../replay/RecordedProject";

const number = "106540352242922";

interface DeclaredNumber {
    readonly name: string;
    readonly phoneNumberId?: string;
    readonly dataLocalizationRegion?: string;
    readonly opts?: Readonly<Record<string, unknown>>;
}

describe("the stand-in engine", () => {
    let project: RecordedProject;
    let stack: Stack;

    beforeEach(() => {
        project = new RecordedProject();
        project.setRemote({});
    });

    afterEach(async () => {
        await stack.close();
        project.close();
    });

    async function open(order: string, options: Partial<ProjectOptions> = {}): Promise<void> {
        const env = {
            PROTO_DB: path.join(project.dir, "remote.json"),
            PROTO_NUMBERS: "[]",
            PROTO_ORDER: order,
        };
        const config = { "whatsapp:accessToken": { secret: "EAA-fake-token" } };
        stack = await standInEngine.open({ programDir: project.dir, env, config, ...options });
    }

    function declare(...numbers: readonly DeclaredNumber[]): void {
        const full = numbers.map((item) => ({ phoneNumberId: number, pin: "012345", ...item }));
        stack.setEnv("PROTO_NUMBERS", JSON.stringify(full));
    }

    async function registered(order: string, options: Partial<ProjectOptions> = {}): Promise<void> {
        await open(order, options);
        declare({ name: "main", dataLocalizationRegion: "CH" });
        assert.equal((await stack.up()).exitCode, 0);
        declare({ name: "main", dataLocalizationRegion: "DE" });
    }

    function writes(outcome: Outcome): readonly string[] {
        const methods = ["Create", "Update", "Delete"];
        return outcome.calls
            .map(({ method }) => method)
            .filter((method) => methods.includes(method));
    }

    async function stored(name: string) {
        return (await stack.state()).filter(({ urn }) => urn.endsWith(`::${name}`));
    }

    it("says in the first line of its output that it is not Pulumi", async () => {
        await open("create-first");
        const { output } = await stack.preview();
        assert.match(output, /^stand-in engine \(test equipment, not Pulumi\): preview \(dev\)\n/);
    });

    it("stores no secret in clear, and hands it back decrypted", async () => {
        await registered("create-first");
        const text = await stack.stateFiles();
        assert.equal(text.includes("012345"), false);
        assert.equal(text.includes("EAA-fake-token"), false);
        assert.equal((await stack.outputsOf("main"))["pin"], "012345");
    });

    it("stops between delete and create, and the next update creates without a delete", async () => {
        await registered("delete-first");
        const stopped = await stack.up({ stopBetweenReplaceHalves: true });
        assert.deepEqual([stopped.exitCode, writes(stopped)], [1, ["Delete"]]);
        assert.equal((await stored("main"))[0]?.pendingReplacement, true);
        assert.deepEqual(writes(await stack.up()), ["Create"]);
        assert.deepEqual(project.remote(), { [number]: { region: "DE" } });
    });

    it("stops between create and delete, and the next update deletes what was replaced", async () => {
        await registered("create-first");
        const stopped = await stack.up({ stopBetweenReplaceHalves: true });
        assert.deepEqual([stopped.exitCode, writes(stopped)], [1, ["Create"]]);
        assert.deepEqual(
            (await stored("main")).map((state) => state.delete ?? false),
            [false, true],
        );
        assert.deepEqual(writes(await stack.up()), ["Delete"]);
    });

    it("runs a delete in a second process with the same engine address", async () => {
        await registered("create-first");
        const outcome = await stack.up({ deleteInSecondProcess: true });
        const byMethod = (method: string) =>
            outcome.calls.filter((call) => call.method === method).map((call) => call.processIndex);
        assert.deepEqual(
            [byMethod("Create"), byMethod("Delete"), byMethod("Configure")],
            [[0], [1], [0, 1]],
        );
        // The second process has not checked the number, so the recordings' provider deletes it.
        assert.deepEqual(project.remote(), {});
    });

    it("finishes and stores the running call after one interrupt, and begins nothing new", async () => {
        await registered("delete-first");
        const outcome = await stack.up({ interruptAfter: { method: "Delete" } });
        assert.deepEqual([outcome.exitCode, writes(outcome)], [1, ["Delete"]]);
        assert.equal(outcome.calls.filter(({ method }) => method === "Cancel").length, 2);
        assert.equal((await stored("main"))[0]?.pendingReplacement, true);
    });

    it("leaves a pending creation after two interrupts, and warns of it in the next update", async () => {
        await open("create-first");
        declare({ name: "main" });
        const cut = await stack.up({ interruptAfter: { method: "Create", twice: true } });
        assert.equal(cut.exitCode, 8);
        assert.match(await stack.stateFiles(), /"type":"creating"/);
        const next = await stack.up();
        assert.deepEqual([next.exitCode, writes(next)], [0, ["Create"]]);
        assert.match(next.output, /warning: .*1 pending operations/);
    });

    it("stores nothing of a create whose provider was killed", async () => {
        await open("create-first");
        declare({ name: "main" });
        const outcome = await stack.up({ killProviderAt: { method: "Create" } });
        assert.equal(outcome.exitCode, 1);
        assert.deepEqual(await stored("main"), []);
    });

    it("keeps the state of a delete whose provider was killed", async () => {
        await registered("delete-first");
        const outcome = await stack.up({ killProviderAt: { method: "Delete" } });
        assert.equal(outcome.exitCode, 1);
        assert.equal((await stored("main"))[0]?.pendingReplacement, undefined);
    });

    it("saves nothing after it was killed, while the provider finishes its call", async () => {
        await open("create-first");
        declare({ name: "main" });
        const remoteFile = path.join(project.dir, "remote.json");
        writeFileSync(remoteFile, "{}");
        const outcome = await stack.up({ killEngineAt: { method: "Create", moment: "answered" } });
        assert.equal(outcome.exitCode, 137);
        assert.deepEqual(await stored("main"), []);
        assert.equal(existsSync(remoteFile), true);
        assert.deepEqual(project.remote(), { [number]: { region: null } });
    });

    it("serves a provider's module in its own process like a provider process", async () => {
        const require = createRequire(path.join(project.dir, "package.json"));
        const file = require.resolve("pulumi-whatsapp/provider");
        const load = (): ResourceProviderModule => {
            Reflect.deleteProperty(require.cache, file);
            return require(file) as ResourceProviderModule;
        };
        await registered("create-first", { providerModule: load });
        const outcome = await stack.up();
        assert.deepEqual([outcome.exitCode, writes(outcome)], [0, ["Create", "Delete"]]);
        assert.deepEqual(project.remote(), { [number]: { region: "DE" } });
        assert.equal(process.env["PROTO_ORDER"], undefined);
    });

    it("follows an alias: a renamed resource is the same one", async () => {
        await registered("create-first");
        declare({
            name: "other",
            dataLocalizationRegion: "CH",
            opts: { aliases: [{ name: "main" }] },
        });
        const outcome = await stack.up();
        assert.deepEqual([outcome.exitCode, writes(outcome)], [0, []]);
        assert.equal((await stored("other")).length, 1);
        assert.equal((await stored("main")).length, 0);
    });

    it("keeps a resource that is retained on delete", async () => {
        await open("create-first");
        declare({ name: "main", opts: { retainOnDelete: true } });
        await stack.up();
        const outcome = await stack.destroy();
        assert.deepEqual([outcome.exitCode, writes(outcome)], [0, []]);
        assert.deepEqual(project.remote(), { [number]: { region: null } });
    });

    it("fails when the program throws, and keeps what was there", async () => {
        await registered("create-first");
        stack.setEnv("PROTO_NUMBERS", "no JSON");
        const outcome = await stack.up();
        assert.deepEqual([outcome.exitCode, writes(outcome)], [1, []]);
        assert.equal((await stored("main")).length, 1);
        assert.match(outcome.output, /error: .*Running program/s);
    });
});
