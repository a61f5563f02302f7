import assert from "node:assert/strict";

import type { Engine } from "../availableEngines";
import { onEveryEngine } from "../scenarios/onEveryEngine";
import { InstalledScene, pin } from "./InstalledScene";
import { packedPackages, workspaceVersion } from "./PackedPackages";
import { ProgramFolder, type PackageManager } from "./ProgramFolder";
import { registryProblem } from "./registryProblem";
import { singleNumber } from "./singleNumber";

// The packages are in the folder above the program, as in many repositories.
async function programInFolder(name: string): Promise<{ programDir: string }> {
    const folder = await singleNumber("npm");
    return { programDir: folder.add(`tests/upgrade/${name}`, name) };
}

async function componentUser(manager: PackageManager): Promise<ProgramFolder> {
    const { componentLibrary, provider, simulator } = await packedPackages();
    const folder = new ProgramFolder("component-user", manager);
    folder.add("tests/upgrade/component-user");
    const dependencies = {
        "@pulumi/pulumi": workspaceVersion("@pulumi/pulumi"),
        "numbers-component": componentLibrary,
        "pulumi-whatsapp-simulator": simulator,
    };
    await folder.install(dependencies, { "pulumi-whatsapp": provider });
    return folder;
}

onEveryEngine("programs of every kind, with the packed packages", (engine: Engine) => {
    before(async function () {
        if ((await registryProblem()) !== undefined) this.skip();
    });

    it("lets an ES module register a number and take it back", async () => {
        await InstalledScene.during({ engine, ...(await programInFolder("esm")) }, shortLife);
    });

    it("keeps the PIN secret that plain JavaScript gives in clear", async () => {
        const program = await programInFolder("javascript");
        await InstalledScene.during({ engine, ...program }, shortLife);
    });

    it("lets a component library bring the package, installed with npm", async () => {
        const { dir } = await componentUser("npm");
        await InstalledScene.during({ engine, programDir: dir }, shortLife);
    });

    it("says under pnpm what to add for a component library, and works once that is done", async () => {
        const folder = await componentUser("pnpm");
        await InstalledScene.during({ engine, programDir: folder.dir }, async (scene) => {
            const { exitCode, output } = await scene.stack.up();
            assert.notEqual(exitCode, 0);
            assert.match(output, /Cannot use pulumi-whatsapp in this program/);
            const version = workspaceVersion("pulumi-whatsapp");
            assert.ok(output.includes(`Add "pulumi-whatsapp": "${version}" to the dependencies`));
            assert.equal(scene.simulator.letters(), "");
            const { provider } = await packedPackages();
            await folder.addDependency("pulumi-whatsapp", provider);
            await shortLife(scene);
        });
    });
});

async function shortLife(scene: InstalledScene): Promise<void> {
    assert.equal((await scene.succeed("up")).letters, "N S W S R N S");
    assert.equal(scene.there(), "CH");
    assert.equal((await scene.succeed("up")).letters, "");
    assert.equal((await scene.stack.stateFiles()).includes(pin), false);
    assert.equal((await scene.succeed("destroy")).letters, "N D N");
    assert.equal(scene.there(), "deregistered");
}

describe("the packed simulator", () => {
    before(async function () {
        if ((await registryProblem()) !== undefined) this.skip();
    });

    it("brings its command", async () => {
        const folder = await singleNumber("npm");
        const { exitCode, output } = await folder.runInstalled(
            "pulumi-whatsapp-simulator",
            "--help",
        );
        assert.equal(exitCode, 0, output);
        assert.match(output, /--world <file>/);
    });
});
