import assert from "node:assert/strict";

import type { Engine } from "../engines";
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
        let scene: InstalledScene | undefined;

        before(async function () {
            this.timeout(120_000);
            if ((await registryProblem()) !== undefined) this.skip();
        });

        afterEach(async () => {
            await scene?.close();
            scene = undefined;
        });

        it("are upgraded without an update before refresh and destroy", async () => {
            const folder = await olderSingleNumber(manager);
            assert.equal(folder.installedVersion("pulumi-whatsapp"), olderVersion);
            const opened = await InstalledScene.open({ engine, programDir: folder.dir });
            scene = opened;
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

        for (const major of [22, 24]) {
            it(`run a TypeScript program through its whole life under Node ${major}`, async () => {
                const node = await nodeOfMajor(major);
                const folder = await singleNumber(manager);
                scene = await InstalledScene.open({ engine, programDir: folder.dir, node });
                await underNode(node, async () => {
                    assert.equal((await scene.succeed("up")).letters, "N S W S R N S");
                    assert.equal(scene.there(), "CH");
                    assert.equal((await scene.succeed("up")).letters, "");
                    assert.equal((await scene.succeed("refresh")).letters, "N S");
                });
                const { nodeVersion } = await scene.stackOutputs();
                assert.ok(String(nodeVersion).startsWith(`v${major}.`), String(nodeVersion));
                const stored = await scene.registrations();
                assert.deepEqual(
                    stored.map(({ inputs, outputs }) => [
                        inputs?.["__provider"],
                        outputs?.["__provider"],
                    ]),
                    [[line, line]],
                );
                assert.equal((await scene.stack.stateFiles()).includes(pin), false);
                const ended = await underNode(node, () => scene.succeed("destroy"));
                assert.equal(ended.letters, "N D N");
                assert.equal(scene.there(), "deregistered");
            });
        }
    });
}
