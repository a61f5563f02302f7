import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";

import { PolicyPackProcess } from "../../contract/policy/PolicyPackProcess";
import { findRealEngine } from "../real/findRealEngine";
import { RealStack } from "../real/RealStack";
import { InstalledScene } from "./InstalledScene";
import { packedPackages, workspaceVersion } from "./PackedPackages";
import { ProgramFolder, typeScriptTools, type PackageManager } from "./ProgramFolder";
import { registryProblem } from "./registryProblem";

const installed = new Map<PackageManager, Promise<ProgramFolder>>();

function programWithPack(manager: PackageManager): Promise<ProgramFolder> {
    const folder = installed.get(manager) ?? install(manager);
    installed.set(manager, folder);
    return folder;
}

async function install(manager: PackageManager): Promise<ProgramFolder> {
    const { provider, simulator, policy } = await packedPackages();
    const folder = new ProgramFolder("with-policy-pack", manager);
    folder.add("examples/single-number");
    await folder.install({
        "@pulumi/pulumi": workspaceVersion("@pulumi/pulumi"),
        "pulumi-whatsapp": provider,
        "pulumi-whatsapp-policy": policy,
        "pulumi-whatsapp-simulator": simulator,
        ...typeScriptTools(),
    });
    return folder;
}

for (const manager of ["npm", "pnpm"] as const) {
    describe(`the packed policy pack, installed with ${manager}`, function () {
        this.timeout(180_000);
        let programDir: string;
        let pack: string;

        before(async function () {
            if ((await registryProblem()) !== undefined) this.skip();
            programDir = (await programWithPack(manager)).dir;
            pack = path.join(programDir, "node_modules", "pulumi-whatsapp-policy");
        });

        it("starts from its folder in node_modules and judges a number", async () => {
            const running = await PolicyPackProcess.start(pack);
            try {
                const inputs = { phoneNumberId: "106540352242922", pin: "000000" };
                const rules = (await running.violationsOf(inputs)).map((item) => item.policyName);
                assert.ok(rules.includes("whatsapp-pin-is-no-pattern"), rules.join());
            } finally {
                await running.close();
            }
        });

        it("gives its rules to a program that loads it by name, and starts nothing", () => {
            const require = createRequire(path.join(programDir, "index.ts"));
            const rules =
                require("pulumi-whatsapp-policy") as typeof import("pulumi-whatsapp-policy");
            assert.equal(rules.policies.length, 8);
            assert.equal(rules.protectRequired.name, "whatsapp-protect-required");
        });

        it("stops a preview on Pulumi's own engine, where there is one", async function () {
            const engine = await findRealEngine();
            if (engine === undefined) return this.skip();
            await InstalledScene.during({ engine, programDir }, async ({ stack }) => {
                assert.ok(stack instanceof RealStack);
                const flags = ["--policy-pack", pack];
                const { exitCode, output } = await stack.command(["preview", ...flags]);
                assert.notEqual(exitCode, 0);
                assert.match(output, /whatsapp-protect-required/);
                assert.match(output, /Number 106540352242922 is not protected/);
            });
        });
    });
}
