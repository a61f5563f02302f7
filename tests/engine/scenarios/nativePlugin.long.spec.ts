import assert from "node:assert/strict";

import { resourceType } from "../../../provider/src/resourceType";
import type { Engine } from "../availableEngines";
import { otherPin, phoneNumberId, Scene } from "./Scene";
import { onEveryEngine } from "./onEveryEngine";

const nativeType = "whatsapp:index:PhoneRegistration";
const main = { name: "main", native: true };
const inCH = { ...main, dataLocalizationRegion: "CH" };
const inDE = { ...main, dataLocalizationRegion: "DE" };

// One life through the native plugin's process, step by step.
onEveryEngine("the life of a number through the native plugin", (engine: Engine) => {
    let scene: Scene;

    before(async () => {
        scene = await Scene.open({ engine, processes: true });
    });
    after(() => scene.close());

    it("is previewed without a request, and begins with a registration in its region", async () => {
        scene.declare(inCH);
        const preview = await scene.sent(() => scene.preview());
        assert.deepEqual([preview.exitCode, preview.letters], [0, ""], preview.output);
        assert.match(preview.output, /registers: uses 1 of the 10 registrations/);
        const { exitCode, letters } = await scene.sent(() => scene.up());
        assert.deepEqual([exitCode, letters], [0, "N S W S R N S"]);
        assert.equal(scene.there(), "CH");
        const [stored] = await scene.stored("main");
        assert.equal(stored?.type, nativeType);
        assert.deepEqual(Object.keys(stored.inputs ?? {}).sort(), [
            "dataLocalizationRegion",
            "phoneNumberId",
            "pin",
        ]);
    });

    it("is left alone by an update without changes", async () => {
        const { exitCode, letters } = await scene.sent(() => scene.up());
        assert.deepEqual([exitCode, letters], [0, ""]);
    });

    it("gets another PIN in place, and moves with one of each", async () => {
        scene.declare({ ...inCH, pin: otherPin });
        assert.equal((await scene.sent(() => scene.up())).letters, "N P");
        scene.declare({ ...inDE, pin: otherPin });
        const { exitCode, letters } = await scene.sent(() => scene.up());
        assert.deepEqual([exitCode, letters], [0, "N S P D N W S R N S"]);
        assert.equal(scene.there(), "DE");
        assert.equal((await scene.stored("main")).length, 1, "nothing waits to be deleted");
    });

    it("is found deregistered, left alone where that is ignored, and registered again", async () => {
        scene.simulator.changeNumber(phoneNumberId, { registered: false });
        assert.equal((await scene.sent(() => scene.refresh())).letters, "N S");
        assert.equal((await scene.stack.outputsOf("main"))["registered"], false);
        const declared = { ...inDE, pin: otherPin };
        scene.declare({ ...declared, opts: { ignoreChanges: ["registered"] } });
        assert.equal((await scene.sent(() => scene.up())).letters, "");
        scene.declare(declared);
        const { exitCode, letters } = await scene.sent(() => scene.up());
        assert.deepEqual([exitCode, letters], [0, "N S W S R N S"]);
        assert.equal(scene.there(), "DE");
    });

    it("is kept where it can't be read", async () => {
        const tokens = [{ token: "EAA-another", name: "another" }];
        scene.simulator.changeWorld({ tokens });
        const { exitCode } = await scene.refresh();
        assert.equal(exitCode, 0);
        assert.equal((await scene.stored("main")).length, 1);
        scene.simulator.changeWorld({ tokens: [{ token: "EAA-fake-token", name: "default" }] });
    });

    it("is deregistered with the stack", async () => {
        const { exitCode, letters } = await scene.sent(() => scene.destroy());
        assert.deepEqual([exitCode, letters], [0, "N D N"]);
        assert.equal(scene.there(), "deregistered");
    });
});

onEveryEngine("an import by id through the native plugin", (engine: Engine) => {
    let scene: Scene;

    beforeEach(async () => {
        const storage = { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "CH" };
        const number = { id: phoneNumberId, registered: true, pin: "739204", storage };
        scene = await Scene.open({
            engine,
            processes: true,
            world: { numbers: [number] } as never,
        });
    });
    afterEach(() => scene.close());

    it("takes the region along, and the next update sets the PIN alone", async () => {
        const resource = { type: nativeType, name: "main", id: phoneNumberId };
        const imported = await scene.sent(() => scene.stack.importById(resource));
        assert.deepEqual([imported.exitCode, imported.letters], [0, "N S"], imported.output);
        assert.doesNotMatch(imported.output, /bug in the/);
        const [stored] = await scene.stored("main");
        assert.deepEqual(stored?.inputs, { dataLocalizationRegion: "CH", phoneNumberId });
        scene.declare(inCH);
        const { exitCode, letters } = await scene.sent(() => scene.up());
        assert.deepEqual([exitCode, letters], [0, "N P"]);
        assert.equal((await scene.sent(() => scene.up())).letters, "");
    });
});

onEveryEngine("a stack that goes from door to door", (engine: Engine) => {
    let scene: Scene;
    const dynamic = { name: "main", dataLocalizationRegion: "CH" };

    beforeEach(async () => {
        scene = await Scene.open({ engine, processes: true });
    });
    afterEach(() => scene.close());

    it("moves to the native plugin without a change, and is refreshed, moved and destroyed", async () => {
        await scene.begin(dynamic);
        scene.declare({ ...inCH, opts: { aliases: [{ type: resourceType }] } });
        assert.deepEqual((await scene.sent(() => scene.up())).letters, "");
        assert.equal((await scene.stored("main"))[0]?.type, nativeType);
        assert.equal((await scene.sent(() => scene.refresh())).letters, "N S");
        scene.declare({ ...inDE, opts: { aliases: [{ type: resourceType }] } });
        assert.equal((await scene.up()).exitCode, 0);
        assert.equal(scene.there(), "DE");
        assert.equal((await scene.destroy()).exitCode, 0);
        assert.deepEqual(scene.simulator.number(phoneNumberId).attempts, {
            register: 2,
            deregister: 2,
        });
    });

    it("moves back without a request, and is refreshed and destroyed", async () => {
        await scene.begin(inCH);
        scene.declare({ ...dynamic, opts: { aliases: [{ type: nativeType }] } });
        assert.deepEqual((await scene.sent(() => scene.up())).letters, "");
        const refreshed = await scene.sent(() => scene.refresh());
        assert.deepEqual([refreshed.exitCode, refreshed.letters], [0, "N S"]);
        const { exitCode, letters } = await scene.sent(() => scene.destroy());
        assert.deepEqual([exitCode, letters], [0, "N D N"]);
    });

    it("adopts the number where the alias is forgotten, and deregisters nothing", async () => {
        await scene.begin(dynamic);
        scene.declare(inCH);
        const { exitCode, letters } = await scene.sent(() => scene.up());
        assert.deepEqual([exitCode, letters], [0, "N S"]);
        assert.equal(scene.there(), "CH");
    });

    it("refuses one number through both", async () => {
        scene.declare({ ...dynamic, name: "one" }, { ...inCH, name: "two" });
        const { exitCode, output } = await scene.preview();
        assert.notEqual(exitCode, 0);
        assert.match(output, /is declared twice in this program/);
    });
});

onEveryEngine("an explicit provider of the native plugin", (engine: Engine) => {
    let scene: Scene;

    beforeEach(async () => {
        scene = await Scene.open({ engine, processes: true });
    });
    afterEach(() => scene.close());

    it("takes a number over from another provider without a request, and lets it go", async () => {
        await scene.begin({ ...inCH, provider: "first" });
        scene.declare({ ...inCH, provider: "second" });
        const { exitCode, letters } = await scene.sent(() => scene.up());
        assert.deepEqual([exitCode, letters], [0, ""]);
        const [stored] = await scene.stored("main");
        assert.match(stored?.provider ?? "", /::second::/);
        assert.equal((await scene.sent(() => scene.destroy())).letters, "N D N");
    });

    it("imports by the option, and sets the PIN in the same run", async () => {
        await scene.begin(inCH);
        scene.declare({ ...inCH, opts: { retainOnDelete: true } });
        assert.equal((await scene.up()).exitCode, 0);
        scene.declare();
        assert.equal((await scene.up()).exitCode, 0);
        scene.declare({ ...inCH, provider: "first", opts: { import: phoneNumberId } });
        const { exitCode, letters } = await scene.sent(() => scene.up());
        assert.deepEqual([exitCode, letters], [0, "N S N P"]);
        assert.equal(scene.there(), "CH");
    });

    // The stand-in has no versions of plugins.
    if (!engine.real) return;

    it("says that the program's SDK is of another version", async () => {
        scene.declare({ ...inCH, opts: { version: "9.9.9" } });
        const { exitCode, output } = await scene.preview();
        assert.equal(exitCode, 0, output);
        assert.match(
            output,
            /this is plugin \S+ of pulumi-whatsapp, .* the program's SDK is 9\.9\.9/,
        );
    });
});
