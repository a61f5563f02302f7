import assert from "node:assert/strict";

import type { Engine } from "../availableEngines";
import { onEveryEngine } from "../scenarios/onEveryEngine";
import { InstalledScene, pin } from "./InstalledScene";
import { nodeOfMajor, underNode } from "./nodeOfMajor";
import { olderVersion, workspaceVersion } from "./PackedPackages";
import { registryProblem } from "./registryProblem";
import { olderSingleNumber, singleNumber } from "./singleNumber";

const line = 'exports.handler = () => require("pulumi-whatsapp/provider");';

async function properties(scene: InstalledScene): Promise<readonly unknown[]> {
    return (await scene.registrations()).map(({ id, inputs, outputs }) => ({
        id,
        inputs,
        outputs,
    }));
}

for (const manager of ["npm", "pnpm"] as const) {
    onEveryEngine(`the packed packages, installed with ${manager}`, (engine: Engine) => {
        before(async function () {
            this.timeout(120_000);
            if ((await registryProblem()) !== undefined) this.skip();
        });

        it("are upgraded without an update before refresh and destroy", async () => {
            const folder = await olderSingleNumber(manager);
            assert.equal(folder.installedVersion("pulumi-whatsapp"), olderVersion);
            await InstalledScene.during({ engine, programDir: folder.dir }, async (scene) => {
                await scene.succeed("up");
                const before = await properties(scene);
                await singleNumber(manager);
                const current = workspaceVersion("pulumi-whatsapp");
                assert.equal(folder.installedVersion("pulumi-whatsapp"), current);
                assert.equal((await scene.succeed("refresh")).letters, "N S");
                assert.deepEqual(await properties(scene), before);
                assert.equal((await scene.succeed("destroy")).letters, "N D N");
                assert.equal(scene.there(), "deregistered");
            });
        });

        for (const major of [22, 24]) {
            it(`run a TypeScript program through its whole life under Node ${major}`, async () => {
                const node = await nodeOfMajor(major);
                const programDir = (await singleNumber(manager)).dir;
                await InstalledScene.during({ engine, programDir, node }, (scene) =>
                    underNode(node, () => wholeLife(scene, major)),
                );
            });
        }
    });
}

async function wholeLife(scene: InstalledScene, nodeMajor: number): Promise<void> {
    assert.equal((await scene.succeed("up")).letters, "N S W S R N S");
    assert.equal(scene.there(), "CH");
    assert.equal((await scene.succeed("up")).letters, "");
    assert.equal((await scene.succeed("refresh")).letters, "N S");
    const { nodeVersion } = await scene.stackOutputs();
    assert.ok(String(nodeVersion).startsWith(`v${nodeMajor}.`), String(nodeVersion));
    const stored = await scene.registrations();
    assert.deepEqual(
        stored.map(({ inputs, outputs }) => [inputs?.["__provider"], outputs?.["__provider"]]),
        [[line, line]],
    );
    assert.equal((await scene.stack.stateFiles()).includes(pin), false);
    assert.equal((await scene.succeed("destroy")).letters, "N D N");
    assert.equal(scene.there(), "deregistered");
}
