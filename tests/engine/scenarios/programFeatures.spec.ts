import assert from "node:assert/strict";

import type { Engine } from "../availableEngines";
import { onEveryEngine } from "./onEveryEngine";
import { otherNumberId, phoneNumberId, Scene, type Declared } from "./Scene";
import { bringUp, move } from "./Upheaval";

const main = { name: "main" };
const inCH = { name: "main", dataLocalizationRegion: "CH" };
const inDE = { name: "main", dataLocalizationRegion: "DE" };

onEveryEngine("what programs do with resources", (engine: Engine) => {
    let scene: Scene;

    beforeEach(async () => {
        scene = await Scene.open({ engine });
    });

    afterEach(() => scene.close());

    async function assertSends(letters: string, ...numbers: readonly Declared[]): Promise<void> {
        scene.declare(...numbers);
        const updated = await scene.sent(() => scene.up());
        assert.deepEqual([updated.exitCode, updated.letters], [0, letters], updated.output);
    }

    it("puts a number under a component, and moves it there", async () => {
        await scene.begin({ ...inCH, component: "support" });
        const [stored] = await scene.stored("main");
        assert.match(stored?.urn ?? "", /::numbers:index:Team\$pulumi-nodejs:/);
        await assertSends(move, { ...inDE, component: "support" });
        assert.equal(scene.there(), "DE");
    });

    it("renames it with an alias and sends nothing, then or later", async () => {
        await scene.begin(inCH);
        const renamed = { ...inCH, name: "renamed", opts: { aliases: [{ name: "main" }] } };
        await assertSends("", renamed);
        assert.equal((await scene.stored("renamed")).length, 1);
        await assertSends("", { ...inCH, name: "renamed" });
        assert.equal(scene.there(), "CH");
    });

    it("moves it under a component with an alias and sends nothing", async () => {
        await scene.begin(inCH);
        const type = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";
        const aliases = [`urn:pulumi:dev::numbers::${type}::main`];
        await assertSends("", { ...inCH, component: "support", opts: { aliases } });
    });

    it("sets its region with a transform", async () => {
        await assertSends(bringUp, { ...main, transformedRegion: "CH" });
        assert.equal(scene.there(), "CH");
        await assertSends("", { ...main, transformedRegion: "CH" });
    });

    it("ignores changes of registered, so that drift is shown and left alone", async () => {
        const ignoring = { ...main, opts: { ignoreChanges: ["registered"] } };
        await scene.begin(ignoring);
        scene.simulator.changeNumber(phoneNumberId, { registered: false });
        const { output } = await scene.refresh({ diff: true });
        assert.match(output, /registered\s*: true => false/);
        await assertSends("", ignoring);
        assert.equal(scene.there(), "deregistered");
        await assertSends("N S R N", main);
        assert.equal(scene.there(), "off");
    });

    it("protects it from a destroy and from a move", async () => {
        await scene.begin({ ...inCH, opts: { protect: true } });
        const destroyed = await scene.sent(() => scene.destroy());
        assert.notEqual(destroyed.exitCode, 0);
        scene.declare({ ...inDE, opts: { protect: true } });
        const updated = await scene.up();
        assert.notEqual(updated.exitCode, 0);
        assert.equal(scene.letters(), "");
        assert.equal(scene.there(), "CH");
    });

    it("keeps it registered when it leaves the program with retainOnDelete, and moves it with it", async () => {
        const retained = { opts: { retainOnDelete: true } };
        await scene.begin({ ...inCH, ...retained });
        await assertSends(move, { ...inDE, ...retained });
        await assertSends("");
        assert.equal(scene.there(), "DE");
        assert.deepEqual(await scene.stored("main"), []);
    });

    it("computes an id from another resource, unknown in the first preview", async () => {
        scene.declare(main, { name: "other", phoneNumberId: otherNumberId, idFrom: "main" });
        const previewed = await scene.sent(() => scene.preview());
        assert.deepEqual([previewed.exitCode, previewed.letters], [0, ""], previewed.output);
        const { exitCode, output } = await scene.up();
        assert.equal(exitCode, 0, output);
        assert.equal(scene.simulator.letters(otherNumberId), "N S R N");
        assert.equal((await scene.stack.outputsOf("other"))["phoneNumberId"], otherNumberId);
    });

    it("only reads a number with get, once in a preview and once in an update", async () => {
        scene.simulator.changeNumber(phoneNumberId, { registered: true });
        scene.declare({ ...main, onlyRead: true });
        const previewed = await scene.sent(() => scene.preview());
        assert.deepEqual([previewed.exitCode, previewed.letters], [0, "N"], previewed.output);
        await assertSends("N", { ...main, onlyRead: true });
        await assertSends("N", { ...main, onlyRead: true });
        const [stored] = await scene.stored("main");
        assert.equal(stored?.outputs?.["status"], "CONNECTED");
        const destroyed = await scene.sent(() => scene.destroy());
        assert.deepEqual([destroyed.exitCode, destroyed.letters], [0, ""]);
        assert.equal(scene.there(), "off");
    });

    it("shows with get that a number is down, and leaves it so", async () => {
        scene.simulator.changeNumber(phoneNumberId, { registered: true });
        await assertSends("N", { ...main, onlyRead: true });
        scene.simulator.changeNumber(phoneNumberId, { registered: false });
        await assertSends("N", { ...main, onlyRead: true });
        const [stored] = await scene.stored("main");
        assert.equal(stored?.outputs?.["status"], "DISCONNECTED");
        assert.equal(stored.outputs["registered"], false);
        assert.equal(scene.there(), "deregistered");
    });

    it("protects a number with get from nothing: without its own resource it is deregistered", async () => {
        await scene.begin(main);
        const seen = { name: "seen", onlyRead: true };
        await assertSends("N", main, seen);
        await assertSends("N N D N", seen);
        assert.equal(scene.there(), "deregistered");
    });
});
