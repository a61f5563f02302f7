import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import {
    cpSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { startSimulator, type Simulator } from "pulumi-whatsapp-simulator";

import { cleanEnvironment } from "../cleanEnvironment";
import { pulumiOnPath, runPulumi } from "../real/runPulumi";
import { worldOfPage } from "./worldOfPage";

const root = path.resolve(__dirname, "../../..");

/** The result of a run of the fleet's command. */
interface FleetProcess {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

describe("npm run fleet, with Pulumi's Automation API", function () {
    this.timeout(300_000);
    let folder: string;
    let simulator: Simulator;

    before(async function () {
        if (!(await hasVersion())) this.skip();
        folder = mkdtempSync(path.join(tmpdir(), "fleet-process-"));
        cpSync(path.join(root, "examples/fleet"), folder, { recursive: true });
        symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
        mkdirSync(path.join(folder, "state"));
        simulator = await startSimulator({ world: worldOfPage("examples/fleet/README.md") });
    });

    after(async () => {
        await (simulator as Simulator | undefined)?.close();
        if ((folder as string | undefined) !== undefined) rmSync(folder, { recursive: true });
    });

    function fleet(secondToken: string): Promise<FleetProcess> {
        const manifest = readFileSync(path.join(folder, "package.json"), "utf8");
        const { scripts } = JSON.parse(manifest) as { scripts: { fleet: string } };
        const [tool = "", ...args] = scripts.fleet.split(" ");
        const config = `whatsapp:graphUrl=${simulator.url}`;
        const command = path.join(folder, "node_modules/.bin", tool);
        const env = environment(secondToken);
        return new Promise((resolve) => {
            const all = [...args, "--config", config];
            execFile(command, all, { cwd: folder, env }, (error, stdout, stderr) => {
                const code = error === null ? 0 : error.code;
                resolve({ exitCode: typeof code === "number" ? code : -1, stdout, stderr });
            });
        });
    }

    function environment(secondToken: string): NodeJS.ProcessEnv {
        const pins = Array.from({ length: 4 }, (_, index) => [
            `WHATSAPP_PIN_${106540352242922 + index}`,
            "012345",
        ]);
        return cleanEnvironment({
            PULUMI_HOME: path.join(folder, "home"),
            PULUMI_BACKEND_URL: `file://${path.join(folder, "state")}`,
            PULUMI_CONFIG_PASSPHRASE: "passphrase of the tests",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            WHATSAPP_JOURNAL_DIR: path.join(folder, "journal"),
            WHATSAPP_ACCESS_TOKEN_FIRST: "EAA-first-token",
            WHATSAPP_ACCESS_TOKEN_SECOND: secondToken,
            WHATSAPP_ACCESS_TOKEN_THIRD: "EAA-third-token",
            ...(Object.fromEntries(pins) as Record<string, string>),
        });
    }

    it("fails for the customer whose token was revoked, and for no other", async () => {
        const { exitCode, stdout, stderr } = await fleet("EAA-revoked-token");
        assert.equal(exitCode, 1, stderr);
        assert.match(stdout, /^first +2 +done .*\nsecond +1 +failed .*\nthird +1 +done /m);
        assert.match(stdout, /^second: second-shop: Cannot read phone number .* code 190/m);
        assert.match(stderr, /^3\/3 /m);
        assert.equal(simulator.number("106540352242924").registered, false);
    });

    it("does what is left, and then nothing", async () => {
        const { exitCode, stdout } = await fleet("EAA-second-token");
        assert.equal(exitCode, 0, stdout);
        assert.match(stdout, /3 stacks: 1 done, 2 unchanged\.\n$/);
        assert.equal(simulator.number("106540352242924").registered, true);
        simulator.clearRequests();
        assert.match((await fleet("EAA-second-token")).stdout, /3 stacks: 3 unchanged\.\n$/);
        assert.equal(simulator.letters(), "");
    });

    it("names the lines of a file that cannot be used, and begins nothing", async () => {
        const file = path.join(folder, "numbers.yaml");
        writeFileSync(file, readFileSync(file, "utf8").replace("Region: CH", "Region: US"));
        const { exitCode, stderr } = await fleet("EAA-second-token");
        assert.equal(exitCode, 2);
        assert.match(stderr, /numbers\.yaml:\d+: number "first-orders": "US" is not/);
    });
});

/** Whether there is a `pulumi` that the Automation API accepts. It asks for the version. */
async function hasVersion(): Promise<boolean> {
    const command = pulumiOnPath();
    if (command === undefined) return false;
    const env = { ...cleanEnvironment({}), PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { stdout } = await runPulumi(command, ["version"], { cwd: tmpdir(), env });
    return /^v?\d+\.\d+/.test(stdout);
}
