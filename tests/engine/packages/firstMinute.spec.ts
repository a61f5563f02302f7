import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync } from "node:fs";
import path from "node:path";
import process from "node:process";

import { startSimulator, type Simulator } from "pulumi-whatsapp-simulator";

import { commandsIn } from "../demo/commandsIn";
import { pulumiOnPath } from "../real/runPulumi";
import { packedPackages, workspaceVersion } from "./PackedPackages";
import { registryProblem } from "./registryProblem";
import { runFolder } from "./runFolder";

const program = path.join(__dirname, "../../../examples/single-number/index.ts");
const accessToken = "EAA-fake-token";
const pin = "012345";

/** The values that Pulumi asks for, by their key. */
const prompted: Readonly<Record<string, string>> = {
    "whatsapp:accessToken": accessToken,
    "number:pin": pin,
};

describe("the README's section In a stack, typed from an empty folder", function () {
    this.timeout(240_000);
    let started: Simulator | undefined;
    let simulator: Simulator;
    let folder: string;
    let home: string;

    before(async function () {
        if (pulumiOnPath() === undefined) {
            process.stdout.write(
                "packages: skipped the README's first minute, because the pulumi command is not on PATH\n",
            );
            this.skip();
        }
        if ((await registryProblem()) !== undefined) this.skip();
        simulator = await startSimulator();
        started = simulator;
        folder = mkdtempSync(path.join(runFolder("first-minute"), "of-"));
        home = path.join(folder, "home");
        mkdirSync(home);
    });

    after(async () => {
        await started?.close();
    });

    it("ends in a preview with its cost, and then in a registered number", async () => {
        const packages = await packedPackages();
        const outputs = new Map<string, string>();
        for (const command of commandsIn("README.md", "In a stack")) {
            // The registry will have this version of the workspace under this name. The stacks are
            // in a folder of the test; --local would use the folder of the person who runs it.
            const line = command
                .replace("login --local", `login file://${home}`)
                .replace(
                    "pulumi-whatsapp @pulumi/pulumi",
                    `${packages.provider} @pulumi/pulumi@${workspaceVersion("@pulumi/pulumi")} --no-audit --no-fund --prefer-offline`,
                );
            outputs.set(command, await entered(line));
            if (command.startsWith("npm init")) {
                // The README shows this file unchanged.
                cpSync(program, path.join(folder, "numbers", "index.ts"));
            }
            if (command === "pulumi stack init dev") {
                await entered(`pulumi config set whatsapp:graphUrl ${simulator.url}`);
            }
            if (command === "pulumi preview") assert.equal(simulator.letters(), "");
        }
        assert.match(outputs.get("pulumi preview") ?? "", /registers: uses 1 of/);
        assert.equal(simulator.letters(), "N S W S R N S");
        const { registered, storage } = simulator.number("106540352242922");
        assert.deepEqual([registered, storage.dataLocalizationRegion], [true, "CH"]);
        const shown = [...outputs.values()].join("\n");
        assert.ok(!shown.includes(accessToken) && !shown.includes(pin));
    });

    /** Types one line into a shell, in the folder that the first line makes. */
    async function entered(line: string): Promise<string> {
        const cwd = line.startsWith("mkdir ") ? folder : path.join(folder, "numbers");
        const key = /^pulumi config set --secret (\S+)$/.exec(line)?.[1];
        const typed = key === undefined ? "" : `${prompted[key] ?? assert.fail(key)}\n`;
        return await new Promise((resolve, reject) => {
            const child = execFile(
                "sh",
                ["-c", line],
                { cwd, env: environment(line) },
                (error, stdout, stderr) => {
                    if (error === null) resolve(`${stdout}${stderr}`);
                    else reject(new Error(`${line}\n${stdout}${stderr}`));
                },
            );
            // A command that reads nothing may be over by now; its exit code says how it went.
            child.stdin?.on("error", () => undefined).end(typed);
        });
    }

    /**
     * npm and the shell keep the environment of the person at the keyboard. Pulumi gets a home of
     * its own.
     */
    function environment(line: string): NodeJS.ProcessEnv {
        const env = { ...process.env, NODE_V8_COVERAGE: undefined, NODE_OPTIONS: undefined };
        if (!line.startsWith("pulumi ")) return env;
        return {
            ...env,
            HOME: home,
            PULUMI_HOME: path.join(home, ".pulumi"),
            PULUMI_CONFIG_PASSPHRASE: "fake passphrase",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            // The person says yes.
            PULUMI_SKIP_CONFIRMATIONS: "true",
            WHATSAPP_JOURNAL_DIR: path.join(home, "journal"),
        };
    }
});
