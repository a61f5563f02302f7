import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";

import {
    type EngineConnection,
    installationProblem,
    isRunByPulumi,
} from "../../../provider/src/installation";
import { startMocks } from "./MocksOfRegistrations";

const root = join(__dirname, "..", "..", "..");
const ownManifest = JSON.parse(readFileSync(join(root, "provider", "package.json"), "utf8")) as {
    readonly version: string;
};

const connected = (monitor: object | undefined): EngineConnection => ({
    hasMonitor: () => monitor !== undefined,
    getMonitor: () => monitor,
});

describe("the installation", () => {
    let folder: string;

    beforeEach(() => {
        folder = realpathSync(mkdtempSync(join(tmpdir(), "installation-")));
        writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "program" }));
    });

    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    function install(version: string, exportsMap: Readonly<Record<string, string>>): void {
        const home = join(folder, "node_modules", "pulumi-whatsapp");
        mkdirSync(join(home, "dist"), { recursive: true });
        writeFileSync(join(home, "dist", "provider.js"), "");
        const manifest = { name: "pulumi-whatsapp", version, exports: exportsMap };
        writeFileSync(join(home, "package.json"), JSON.stringify(manifest));
    }

    it("is good where the provider resolves to the version the program loaded", () => {
        install(ownManifest.version, { "./provider": "./dist/provider.js" });
        assert.equal(installationProblem(folder), undefined);
    });

    it("is good in a folder below the one that has the package", () => {
        install(ownManifest.version, { "./provider": "./dist/provider.js" });
        mkdirSync(join(folder, "stacks", "eu"), { recursive: true });
        assert.equal(installationProblem(join(folder, "stacks", "eu")), undefined);
    });

    it("is refused where only a library has the package, naming the manifest and the entry", () => {
        mkdirSync(join(folder, "stacks"));
        const problem = installationProblem(join(folder, "stacks")) ?? "";
        assert.ok(problem.includes(`is not found from ${join(folder, "stacks")}`), problem);
        assert.ok(problem.includes(`"pulumi-whatsapp": "${ownManifest.version}"`), problem);
        assert.ok(problem.includes(join(folder, "package.json")), problem);
    });

    it("is refused where a package of that name has no provider", () => {
        install(ownManifest.version, { ".": "./dist/provider.js" });
        assert.match(installationProblem(folder) ?? "", /provider is not found from/);
    });

    it("is refused where another version would run, naming both", () => {
        install("99.1.2", { "./provider": "./dist/provider.js" });
        const problem = installationProblem(folder) ?? "";
        assert.ok(problem.includes(`loaded version ${ownManifest.version}`), problem);
        assert.ok(problem.includes("would load version 99.1.2"), problem);
    });

    describe("as the constructor looks at it", () => {
        function constructUnder(monitor: string): string {
            const call = `require(${JSON.stringify(join(root, "provider/src/installation"))})`;
            const run = spawnSync(
                process.execPath,
                [
                    "-r",
                    require.resolve("ts-node/register/transpile-only"),
                    "-e",
                    `${call}.assertResolvableFromProgram(); process.stdout.write("went on");`,
                ],
                {
                    cwd: folder,
                    encoding: "utf8",
                    env: {
                        ...process.env,
                        PULUMI_NODEJS_MONITOR: monitor,
                        TS_NODE_PROJECT: join(root, "tsconfig.json"),
                    },
                },
            );
            return run.stdout + run.stderr;
        }

        it("stops a program that Pulumi runs", () => {
            const output = constructUnder("127.0.0.1:4000");
            assert.match(output, /Cannot use pulumi-whatsapp in this program/);
            assert.doesNotMatch(output, /went on/);
        });

        it("lets a program without an engine go on", () => {
            assert.equal(constructUnder(""), "went on");
        });

        it("does not count mocks as an engine", async () => {
            await startMocks({ preview: false });
            assert.equal(isRunByPulumi(process.env, pulumi.runtime), false);
        });

        it("counts an address as an engine", () => {
            const env = { PULUMI_NODEJS_MONITOR: "127.0.0.1:4000" };
            assert.equal(isRunByPulumi(env, connected({})), true);
            assert.equal(isRunByPulumi({}, connected(undefined)), false);
        });

        it("counts a monitor without an address: an inline program of the Automation API", () => {
            assert.equal(isRunByPulumi({}, connected({})), true);
            assert.equal(isRunByPulumi({}, connected({ mocks: {} })), false);
        });
    });
});
