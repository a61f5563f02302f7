import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { promisify } from "node:util";

import { startSimulator } from "pulumi-whatsapp-simulator";

import { blockOfPage } from "./blockOfPage";

const root = path.resolve(__dirname, "../../..");
const page = "docs/test-your-own-client.md";

interface Run {
    readonly exitCode: number;
    readonly output: string;
}

describe("the page on testing one's own client", () => {
    let folder: string;

    before(() => {
        folder = mkdtempSync(path.join(tmpdir(), "own-client-"));
        symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
    });

    after(() => {
        rmSync(folder, { recursive: true });
    });

    async function testRun(source: string): Promise<Run> {
        writeFileSync(path.join(folder, "register.test.mjs"), source);
        // The test inside must not inherit the settings of the program that runs this test.
        const env = { ...process.env, NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined };
        const args = ["--test", "--test-reporter=tap", "register.test.mjs"];
        return promisify(execFile)(process.execPath, args, { cwd: folder, env }).then(
            ({ stdout }) => ({ exitCode: 0, output: stdout }),
            (error: unknown) => {
                const { code, stdout } = error as {
                    readonly code: number;
                    readonly stdout: string;
                };
                return { exitCode: code, output: stdout };
            },
        );
    }

    it("has a test in JavaScript that passes as it is written", async () => {
        const { exitCode, output } = await testRun(blockOfPage(page, "js"));
        assert.equal(exitCode, 0, output);
        assert.match(output, /^# pass 4$/m);
    });

    it("has one that fails for a client that sends twice", async () => {
        const twice = blockOfPage(page, "js").replace(
            "return response.json();",
            "return once ? response.json() : register(graphUrl, pin, true);",
        );
        const source = twice.replace("(graphUrl, pin) {", "(graphUrl, pin, once) {");
        const { exitCode, output } = await testRun(source);
        assert.notEqual(exitCode, 0);
        assert.match(output, /^not ok \d+ - a number is registered with one request$/m);
    });

    it("names variables with which a client trusts the certificate", async () => {
        const simulator = await startSimulator({ tls: true });
        const pem = path.join(folder, "simulator.pem");
        writeFileSync(pem, simulator.certificate ?? "");
        const program = `fetch("${simulator.url}/").then((answer) => process.exit(answer.ok ? 0 : 1))`;
        const env = { ...process.env, NODE_EXTRA_CA_CERTS: pem };
        await promisify(execFile)(process.execPath, ["--eval", program], { env });
        await simulator.close();
    });
});
