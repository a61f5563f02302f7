import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import * as pulumi from "@pulumi/pulumi";
import { type LoadedNumber, loadNumbers, type LoadNumbersOptions } from "pulumi-whatsapp/numbers";

const ID = "106540352242922";
const root = path.resolve(__dirname, "../../..");

describe("loadNumbers", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "load-numbers-"));
        pulumi.runtime.setAllConfig({});
    });

    afterEach(() => {
        rmSync(folder, { recursive: true });
        delete process.env["WHATSAPP_PIN_106540352242922"];
    });

    function load(lines: string, options?: LoadNumbersOptions): readonly LoadedNumber[] {
        const file = path.join(folder, "numbers.yaml");
        writeFileSync(file, `numbers:\n  - name: support\n    phoneNumberId: "${ID}"\n${lines}`);
        return loadNumbers(file, options);
    }

    async function pinOf(loaded: readonly LoadedNumber[]): Promise<unknown> {
        const pin = pulumi.output(loaded[0]?.args.pin);
        const isSecret = await (pin as unknown as { isSecret: Promise<boolean> }).isSecret;
        const value = await new Promise((resolve) => pin.apply(resolve));
        return { value, isSecret };
    }

    it("gives name, arguments and options", () => {
        const [one] = load(
            "    tokenName: first\n    dataLocalizationRegion: CH\n    protect: true\n    pinFrom: generated\n",
            { generatedPin: () => "012345" },
        );
        assert.equal(one?.name, "support");
        assert.deepEqual(one.args, {
            phoneNumberId: ID,
            pin: "012345",
            tokenName: "first",
            dataLocalizationRegion: "CH",
        });
        assert.deepEqual(one.opts, { protect: true });
    });

    it("takes the PIN from secret config, of the project or another namespace", async () => {
        const { name } = new pulumi.Config();
        pulumi.runtime.setAllConfig({ [`${name}:pin-${ID}`]: "012345", "pins:support": "543210" });
        assert.deepEqual(await pinOf(load("")), { value: "012345", isSecret: true });
        const elsewhere = load("    pinFrom: { config: 'pins:support' }\n");
        assert.deepEqual(await pinOf(elsewhere), { value: "543210", isSecret: true });
    });

    it("takes the PIN from the environment, as a secret", async () => {
        process.env[`WHATSAPP_PIN_${ID}`] = "012345";
        const loaded = load("    pinFrom: environment\n");
        assert.deepEqual(await pinOf(loaded), { value: "012345", isSecret: true });
    });

    const missing: Readonly<Record<string, readonly [lines: string, message: RegExp]>> = {
        config: ["", /"support" in .*config has no pin-\d+\. Run "pulumi config set --secret pin-/],
        environment: [
            "    pinFrom: { environment: SUPPORT_PIN }\n",
            /environment variable SUPPORT_PIN is not set/,
        ],
        function: ["    pinFrom: generated\n", /gives loadNumbers no generatedPin/],
    };

    for (const [place, [lines, message]] of Object.entries(missing)) {
        it(`names the number and the ${place} where its PIN is not`, () => {
            assert.throws(() => load(lines), isRunError(message));
        });
    }

    it("asks for no PIN of a number that the program leaves out", () => {
        assert.deepEqual(load("", { select: () => false }), []);
    });

    it("has Pulumi print what is wrong with the file without a stack trace", () => {
        const message = /numbers\.yaml:4: number "support": protect must be true or false/;
        assert.throws(() => load("    protect: maybe\n"), isRunError(message));
        assert.throws(
            () => loadNumbers(path.join(folder, "none.yaml")),
            isRunError(/none\.yaml:1: There is no such file\./),
        );
    });

    it("loads a thousand entries in under 200 ms, in a process that has loaded none", () => {
        const file = path.join(folder, "thousand.yaml");
        writeFileSync(file, thousandEntries());
        const fastest = Math.min(...Array.from({ length: 5 }, () => coldLoadMs(file)));
        assert.ok(fastest < 200, `${fastest} ms`);
    });
});

function isRunError(message: RegExp): (thrown: unknown) => boolean {
    return (thrown) => {
        assert.ok(pulumi.RunError.isInstance(thrown), String(thrown));
        assert.match(thrown.message, message);
        return true;
    };
}

// Every entry repeats what a customer's defaults could say. No file can be longer.
function thousandEntries(): string {
    const entries = Array.from({ length: 1000 }, (_, index) =>
        [
            `  - name: number-${index}`,
            "    customer: first",
            `    phoneNumberId: "${106540352240000 + index}"`,
            "    dataLocalizationRegion: CH",
            "    tokenName: first",
            "    pinFrom: { environment: PIN }",
            "    protect: true",
        ].join("\n"),
    );
    return `customers:\n  first: {}\nnumbers:\n${entries.join("\n")}\n`;
}

/**
 * The time from the import of the package to the entries. Pulumi is already loaded. Other processes
 * add to the clock's time, and other threads of Node.js add to the processor's time. Nothing makes
 * either smaller. So the smaller one is nearer to the truth.
 */
function coldLoadMs(file: string): number {
    const script = `
        require("@pulumi/pulumi");
        const [begin, cpuBegin] = [performance.now(), process.cpuUsage()];
        const { loadNumbers } = require("pulumi-whatsapp/numbers");
        const { length } = loadNumbers(${JSON.stringify(file)});
        if (length !== 1000) throw new Error("not all entries were loaded");
        const { user, system } = process.cpuUsage(cpuBegin);
        console.log(Math.min(performance.now() - begin, (user + system) / 1000));`;
    // A process that reports its coverage does more work than is measured here.
    const env = { ...process.env, PIN: "012345", NODE_V8_COVERAGE: undefined };
    return Number(execFileSync(process.execPath, ["-e", script], { cwd: root, env }));
}
