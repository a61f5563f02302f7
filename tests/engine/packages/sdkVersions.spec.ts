import assert from "node:assert/strict";
import path from "node:path";

import { standInEngine } from "../availableEngines";
import { nameOf } from "../stand-in/urn";
import { InstalledScene, phoneNumberId, pin } from "./InstalledScene";
import { manifestIn, packedPackages, workspaceVersion } from "./PackedPackages";
import { ProgramFolder, typeScriptTools } from "./ProgramFolder";
import { registryProblem } from "./registryProblem";

const otherPin = "739204";

// The tests use the lowest version that the package promises.
function lowestInPeerRange(): string {
    const provider = path.join(__dirname, "..", "..", "..", "provider");
    const range = manifestIn(provider).peerDependencies?.["@pulumi/pulumi"] ?? "";
    const lowest = /^>=(\d+\.\d+\.\d+) /.exec(range)?.[1];
    if (lowest === undefined) throw new Error(`the peer range "${range}" names no lowest version`);
    return lowest;
}

// The first version that accepts TypeScript 6. Earlier versions fail on it, unless
// "ignoreDeprecations" is set.
const firstWithTypeScript6 = "3.229.0";
const lastTypeScript5 = "5.9.3";

function typeScriptFor(sdk: string): string {
    const isOlder = sdk.localeCompare(firstWithTypeScript6, "en", { numeric: true }) < 0;
    return isOlder ? lastTypeScript5 : workspaceVersion("typescript");
}

async function installWith(sdk: string): Promise<ProgramFolder> {
    const { provider, simulator } = await packedPackages();
    const folder = new ProgramFolder(`sdk-${sdk}`, "npm");
    folder.add("examples/single-number");
    await folder.install({
        "@pulumi/pulumi": sdk,
        "pulumi-whatsapp": provider,
        "pulumi-whatsapp-simulator": simulator,
        ...typeScriptTools(),
        typescript: typeScriptFor(sdk),
    });
    return folder;
}

// 3.248.0 is the last version that also runs on Node 20.
for (const sdk of [lowestInPeerRange(), "3.248.0", workspaceVersion("@pulumi/pulumi")]) {
    describe(`@pulumi/pulumi ${sdk}, its runner of programs and its provider process`, () => {
        let scene: InstalledScene;

        before(async function () {
            this.timeout(120_000);
            if ((await registryProblem()) !== undefined) this.skip();
            const folder = await installWith(sdk);
            assert.equal(folder.installedVersion("@pulumi/pulumi"), sdk);
            scene = await InstalledScene.open({ engine: standInEngine, programDir: folder.dir });
        });

        // Nothing was opened if the registry cannot be reached.
        after(async () => {
            await (scene as InstalledScene | undefined)?.close();
        });

        const attempts = () => scene.simulator.number(phoneNumberId).attempts;

        it("serves check and create, and keeps the PIN secret", async () => {
            assert.equal((await scene.succeed("preview")).letters, "");
            assert.equal((await scene.succeed("up")).letters, "N S W S R N S");
            assert.equal(scene.there(), "CH");
            assert.equal((await scene.stack.stateFiles()).includes(pin), false);
            assert.equal((await scene.succeed("up")).letters, "");
        });

        it("serves read, and repairs by update what read found", async () => {
            scene.simulator.changeNumber(phoneNumberId, { registered: false });
            await scene.succeed("refresh");
            assert.equal((await scene.stack.outputsOf("support"))["registered"], false);
            await scene.succeed("up");
            assert.equal(scene.there(), "CH");
            assert.equal((await scene.stack.outputsOf("support"))["registered"], true);
        });

        it("sets another PIN by an update without a registration", async () => {
            const before = attempts();
            scene.stack.setConfig("number:pin", { secret: otherPin });
            assert.match((await scene.succeed("up")).letters, /P/);
            assert.deepEqual(attempts(), before);
            assert.equal((await scene.stack.outputsOf("support"))["pin"], otherPin);
        });

        it("shows what the provider logs on the resource, in previews too", async () => {
            scene.stack.setConfig("number:dataLocalizationRegion", "DE");
            const { logs } = await scene.succeed("preview");
            const costs = logs.filter(({ message }) => message.startsWith("replaces: "));
            assert.deepEqual(
                costs.map(({ urn }) => nameOf(urn)),
                ["support"],
            );
        });

        it("saves the state of a replace that failed half-way, and mends it by an update", async () => {
            const fault = { kind: "graphError", code: 131000 } as const;
            scene.simulator.addFault({ endpoint: "register", fault, times: 5 });
            const { exitCode } = await scene.stack.up();
            assert.notEqual(exitCode, 0);
            scene.simulator.clearFaults();
            const partial = (await scene.registrations()).filter((item) => item.delete !== true);
            assert.equal(partial[0]?.initErrors?.length, 1);
            assert.equal((await scene.stack.outputsOf("support"))["registered"], false);
            // Without it the refusal is remembered, and nothing is sent for some minutes.
            scene.stack.setEnv("WHATSAPP_FORCE", phoneNumberId);
            await scene.succeed("up");
            assert.equal(scene.there(), "DE");
        });

        it("serves delete", async () => {
            assert.equal((await scene.succeed("destroy")).letters, "N D N");
            assert.equal(scene.there(), "deregistered");
            assert.deepEqual(await scene.registrations(), []);
        });
    });
}
