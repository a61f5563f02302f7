import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { availableEngines } from "../availableEngines";
import { pulumiOnPath } from "../real/runPulumi";
import { phoneNumberId, Scene } from "./Scene";

const onPulumi = pulumiOnPath() === undefined ? describe.skip : describe;

onPulumi("journal beside the state of a file backend (pulumi)", () => {
    let scene: Scene;

    beforeEach(async () => {
        const engine = (await availableEngines()).find(({ real }) => real);
        if (engine === undefined) throw new Error("the pulumi command on PATH does not run");
        scene = await Scene.open({ engine, env: { WHATSAPP_JOURNAL_DIR: undefined } });
    });
    afterEach(() => scene.close());

    const inside = (folder: string): string =>
        path.join(folder, "simulated", scene.simulator.worldId, `${phoneNumberId}.jsonl`);

    it("is where the provider's process keeps it", async () => {
        await scene.begin({ name: "main" });
        const file = inside(path.join(scene.stack.dir, ".pulumi-whatsapp"));
        assert.match(readFileSync(file, "utf8"), /"operation":"register".*"outcome":"accepted"/);
    });

    it("stays in Pulumi's own folder where it is there already", async () => {
        const home = path.join(scene.stack.dir, "..", "home", "pulumi-whatsapp");
        mkdirSync(path.dirname(inside(home)), { recursive: true });
        await scene.begin({ name: "main" });
        assert.ok(existsSync(inside(home)));
        assert.ok(!existsSync(inside(path.join(scene.stack.dir, ".pulumi-whatsapp"))));
    });
});
