import assert from "node:assert/strict";
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setImmediate as immediate } from "node:timers/promises";

import { SimulatedCommandLine, wabaId } from "./SimulatedCommandLine";

const COMMAND = join(__dirname, "../../../provider/bin/pulumi-whatsapp.js");

interface Exit {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

function start(
    args: readonly string[],
    env: Readonly<Record<string, string | undefined>> = {},
): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, [COMMAND, ...args], { env });
}

async function exitOf(child: ChildProcessWithoutNullStreams): Promise<Exit> {
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const [status] = (await once(child, "close")) as [number | null];
    return { status, stdout, stderr };
}

describe("the installed command", () => {
    it("ends with the exit codes of the docs: 0, 1 and 2", async () => {
        const ends: readonly (readonly [readonly string[], number])[] = [
            [["explain", "133016"], 0],
            [["explain", "424242"], 1],
            [["explain"], 2],
        ];
        for (const [args, expected] of ends) {
            const { status, stderr } = await exitOf(start(args));
            assert.equal(status, expected, args.join(" "));
            assert.doesNotMatch(stderr, /\n\s+at |Warning/);
        }
    });

    it("keeps its result on stdout and writes no colours into a pipe", async () => {
        const { stdout, stderr } = await exitOf(start(["explain", "2"], { FORCE_COLOR: "1" }));
        assert.match(stdout, /^Code 2 \(/);
        assert.ok(!stdout.includes("\u001B["));
        assert.equal(stderr, "");
    });

    it("takes a reader that stops reading for no failure", async () => {
        const child = start(["explain", "100"]);
        child.stdout.destroy();
        const [status] = (await once(child, "exit")) as [number | null];
        assert.equal(status, 0);
    });

    it("watches until it is interrupted, then ends with 0", async () => {
        const commandLine = await SimulatedCommandLine.start();
        try {
            const url = commandLine.simulator.url;
            const args = ["numbers", "--waba", wabaId, "--watch", "--graph-url", url];
            const child = start(args, commandLine.env);
            const lines = createInterface(child.stdout);
            for await (const line of lines) if (line.startsWith("1 number")) break;
            child.kill("SIGINT");
            const [status] = (await once(child, "exit")) as [number | null];
            assert.equal(status, 0);
            assert.equal(commandLine.simulator.letters(), "L");
        } finally {
            await commandLine.stop();
        }
    });

    it("lets an interrupt end a command that is not watching", async () => {
        const commandLine = await SimulatedCommandLine.start();
        try {
            const { simulator, env } = commandLine;
            const fault = { kind: "timeout", when: "before" } as const;
            simulator.addFault({ endpoint: "any", fault });
            const args = ["numbers", "--waba", wabaId, "--graph-url", simulator.url];
            const child = start(args, env);
            while (simulator.requests().length === 0) await immediate();
            child.kill("SIGINT");
            const [status, signal] = (await once(child, "exit")) as [number | null, string];
            assert.deepEqual([status, signal], [null, "SIGINT"]);
        } finally {
            await commandLine.stop();
        }
    });
});

describe("a program that declares numbers", () => {
    it("loads nothing of the command line", async () => {
        const script =
            'require("pulumi-whatsapp"); console.log(Object.keys(require.cache).join("\\n"))';
        const child = spawn(process.execPath, ["-e", script], { cwd: join(__dirname, "../..") });
        const { stdout } = await exitOf(child);
        const loaded = stdout.split("\n");
        const isHeavy = (file: string) =>
            /provider.dist.cli.|node_modules.(commander|axios)./.test(file);
        assert.ok(loaded.some((file) => /provider.dist.index\.js$/.test(file)));
        assert.deepEqual(loaded.filter(isHeavy), []);
    });
});

describe("a command", () => {
    it("loads nothing of what only the evidence or a table needs", async () => {
        const script = `
            process.argv.splice(1, 0, "node");
            process.on("exit", () => console.log(Object.keys(require.cache).join("\\n")));
            require(${JSON.stringify(COMMAND)});`;
        const child = spawn(process.execPath, ["-e", script, "explain", "100"]);
        const { status, stdout } = await exitOf(child);
        const loaded = stdout.split("\n");
        assert.equal(status, 0);
        assert.ok(loaded.some((file) => /provider.dist.cli.main\.js$/.test(file)));
        const isHeavy = (file: string) =>
            /node_modules.(pkijs|asn1js|ajv|eta|cli-table3|string-width)|evidence.make/.test(file);
        assert.deepEqual(loaded.filter(isHeavy), []);
    });
});
