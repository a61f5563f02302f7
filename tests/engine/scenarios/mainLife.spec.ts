import assert from "node:assert/strict";

import type { Engine } from "../availableEngines";
import { otherPin, phoneNumberId, Scene } from "./Scene";
import { onEveryEngine } from "./onEveryEngine";

const inCH = { name: "main", dataLocalizationRegion: "CH" };
const inDE = { name: "main", dataLocalizationRegion: "DE" };

// One life in real processes, step by step. Each step begins where the one before ended.
onEveryEngine("the main life of a number", (engine: Engine) => {
    let scene: Scene;

    before(async () => {
        scene = await Scene.open({ engine, processes: true, asWritten: true });
    });

    afterEach(() => scene.assertNoSecrets());

    after(() => scene.close());

    it("is previewed without a request", async () => {
        scene.declare(inCH);
        const { exitCode, letters, output } = await scene.sent(() => scene.preview());
        assert.deepEqual([exitCode, letters], [0, ""]);
        assert.match(output, /\+ .*PhoneRegistration main create/);
        assert.equal(scene.there(), "deregistered");
    });

    it("begins with a registration in its region", async () => {
        const { exitCode, letters } = await scene.sent(() => scene.up());
        assert.deepEqual([exitCode, letters], [0, "N S W S R N S"]);
        assert.equal(scene.there(), "CH");
        const outputs = await scene.stack.outputsOf("main");
        assert.equal(outputs["registered"], true);
        assert.equal(outputs["status"], "CONNECTED");
        assert.equal(outputs["dataLocalizationRegion"], "CH");
        assert.equal(outputs["regionVerified"], true);
    });

    it("is left alone by an update without changes", async () => {
        const { exitCode, letters } = await scene.sent(() => scene.up());
        assert.deepEqual([exitCode, letters], [0, ""]);
    });

    it("shows a move to another region as a replace, without a request", async () => {
        scene.declare(inDE);
        const outcome = await scene.sent(() => scene.preview({ diff: true }));
        assert.deepEqual([outcome.exitCode, outcome.letters], [0, ""]);
        assert.match(outcome.output, /replace/);
        assert.match(outcome.output, /dataLocalizationRegion.*"CH" => "DE"/);
        assert.equal(scene.there(), "CH");
    });

    it("moves with one deregistration and one registration", async () => {
        const { exitCode, letters } = await scene.sent(() => scene.up());
        assert.deepEqual([exitCode, letters], [0, "N S P D N W S R N S"]);
        assert.equal(scene.there(), "DE");
        assert.deepEqual(scene.simulator.number(phoneNumberId).attempts, {
            register: 2,
            deregister: 1,
        });
        assert.equal((await scene.stored("main")).length, 1, "nothing waits to be deleted");
    });

    it("shows in a refresh that somebody deregistered it", async () => {
        scene.simulator.changeNumber(phoneNumberId, { registered: false });
        const { exitCode, letters, output } = await scene.sent(() => scene.refresh({ diff: true }));
        assert.deepEqual([exitCode, letters], [0, "N S"]);
        assert.match(output, /registered\s*: true => false/);
        assert.equal((await scene.stack.outputsOf("main"))["registered"], false);
    });

    it("shows in a preview that it will be registered again", async () => {
        const { letters, output } = await scene.sent(() => scene.preview({ diff: true }));
        assert.equal(letters, "");
        assert.match(output, /registered\s*: false => true/);
    });

    it("is registered again where it was", async () => {
        const { exitCode, letters } = await scene.sent(() => scene.up());
        assert.deepEqual([exitCode, letters], [0, "N S W S R N S"]);
        assert.equal(scene.there(), "DE");
        assert.equal((await scene.stack.outputsOf("main"))["registered"], true);
    });

    it("gets another PIN without a registration", async () => {
        scene.stack.setConfig("numbers:pin", { secret: otherPin });
        const { exitCode, letters } = await scene.sent(() => scene.up());
        assert.deepEqual([exitCode, letters], [0, "N P"]);
        assert.equal(scene.simulator.number(phoneNumberId).pin, otherPin);
        assert.equal((await scene.stack.outputsOf("main"))["pin"], otherPin);
    });

    it("ends with a deregistration", async () => {
        const { exitCode, letters } = await scene.sent(() => scene.destroy());
        assert.deepEqual([exitCode, letters], [0, "N D N"]);
        assert.equal(scene.there(), "deregistered");
        assert.deepEqual(await scene.stored("main"), []);
    });
});
