import assert from "node:assert/strict";

import { onEveryEngine } from "./onEveryEngine";
import { phoneNumberId, pin, Scene } from "./Scene";
import { secretsInClear } from "./secretsInClear";

const nowhere = { noStorage: { retentionMinutes: 60 } };
const backup = { data: "fake-backup-data==", password: "fake-backup-password" };

onEveryEngine("No Storage", (engine) => {
    let scene: Scene;

    beforeEach(async () => {
        scene = await Scene.open({ engine });
    });
    afterEach(() => scene.close());

    it("is declared, found when it is gone, restored, and exchanged for a region", async () => {
        await scene.begin({ name: "main", ...nowhere });
        const { storage } = scene.simulator.number(phoneNumberId);
        assert.deepEqual(storage, { status: "NO_STORAGE_ENABLED", retentionMinutes: 60 });
        assert.equal((await scene.sent(() => scene.up())).letters, "");

        scene.simulator.changeNumber(phoneNumberId, { storage: { status: "DEFAULT" } });
        await scene.refresh();
        const preview = await scene.sent(() => scene.preview({ diff: true }));
        assert.equal(preview.letters, "");
        assert.match(preview.output, /noStorage/);
        assert.equal((await scene.up()).exitCode, 0);
        assert.equal(scene.simulator.number(phoneNumberId).storage.retentionMinutes, 60);

        scene.declare({ name: "main", dataLocalizationRegion: "CH" });
        assert.equal((await scene.up()).exitCode, 0);
        assert.equal(scene.there(), "CH");
        const outputs = await scene.stack.outputsOf("main");
        assert.equal(outputs["noStorage"], undefined);
    });

    it("beside a region ends the preview, in words that name both", async () => {
        scene.declare({ name: "main", dataLocalizationRegion: "CH", ...nowhere });
        const { exitCode, output, letters } = await scene.sent(() => scene.preview());
        assert.notEqual(exitCode, 0);
        assert.match(output, /noStorage and dataLocalizationRegion exclude each other/);
        assert.equal(letters, "");
    });
});

onEveryEngine("a migration from On-Premises", (engine) => {
    let scene: Scene;

    beforeEach(async () => {
        scene = await Scene.open({
            engine,
            world: { numbers: [{ id: phoneNumberId, pin, onPremises: backup }] },
            config: {
                "numbers:backupData": { secret: backup.data },
                "numbers:backupPassword": { secret: backup.password },
            },
        });
    });
    afterEach(() => scene.close());

    it("uses the backup once, never shows it, and is no change without it", async () => {
        scene.declare({ name: "main", migrates: true });
        const preview = await scene.sent(() => scene.preview({ diff: true }));
        assert.equal(preview.letters, "");
        const up = await scene.sent(() => scene.up());
        assert.equal(up.letters, "N S R N");
        assert.equal(scene.there(), "off");
        const texts = {
            "state files": await scene.stack.stateFiles(),
            output: preview.output + up.output,
            logs: JSON.stringify(up.logs.filter(({ severity }) => severity !== "debug")),
        };
        assert.deepEqual(secretsInClear(texts, backup), []);

        scene.declare({ name: "main" });
        const without = await scene.sent(() => scene.up());
        assert.equal(without.exitCode, 0);
        assert.equal(without.letters, "");
        const [stored] = await scene.stored("main");
        assert.equal("backup" in (stored?.inputs ?? {}), false, "it left the state");
        assert.equal("backup" in (stored?.outputs ?? {}), false);
    });

    it("is finished by the next up where the PIN was wrong, with the same backup", async () => {
        scene.declare({ name: "main", migrates: true, pin: "018273" });
        const first = await scene.up();
        assert.notEqual(first.exitCode, 0);
        assert.match(first.output, /may leave the number down on the On-Premises API too/);
        scene.declare({ name: "main", migrates: true });
        const second = await scene.up();
        assert.equal(second.exitCode, 0, second.output);
        assert.equal(scene.simulator.number(phoneNumberId).registered, true);
        assert.deepEqual(secretsInClear({ state: await scene.stack.stateFiles() }, backup), []);
    });
});
