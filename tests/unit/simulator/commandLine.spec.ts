import assert from "node:assert/strict";
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startSimulator } from "../../../simulator/src/startSimulator";

const PACKAGE = join(__dirname, "../../../simulator");

interface Exit {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

function start(...args: readonly string[]): ChildProcessWithoutNullStreams {
    const command = join(PACKAGE, "bin", "pulumi-whatsapp-simulator.js");
    return spawn(process.execPath, [command, ...args], { cwd: PACKAGE });
}

async function exitOf(child: ChildProcessWithoutNullStreams): Promise<Exit> {
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const [status] = (await once(child, "close")) as [number | null];
    return { status, stdout, stderr };
}

describe("the command line", () => {
    it("prints the address on its first line, serves the world and ends when interrupted", async () => {
        const child = start("--port", "0", "--world", "worlds/registered.json");
        const lines = createInterface(child.stdout);
        const [url] = (await once(lines, "line")) as [string];
        const response = await fetch(`${url}/v24.0/106540352242922?fields=status`, {
            headers: { Authorization: "Bearer EAA-fake-token" },
        });
        assert.deepEqual(await response.json(), { status: "CONNECTED", id: "106540352242922" });
        const exit = exitOf(child);
        child.kill("SIGINT");
        assert.equal((await exit).status, 0);
    });

    it("takes a built-in world by its name", async () => {
        const child = start("--world", "partner");
        const [url] = (await once(createInterface(child.stdout), "line")) as [string];
        const response = await fetch(`${url}/_simulator/world`);
        const { accounts } = (await response.json()) as { readonly accounts: readonly unknown[] };
        assert.equal(accounts.length, 2);
        const exit = exitOf(child);
        child.kill("SIGTERM");
        assert.equal((await exit).status, 0);
    });

    it("speaks HTTPS beyond loopback where it is told, says so and writes the certificate", async () => {
        const folder = await mkdtemp(join(tmpdir(), "simulator-"));
        const certificate = join(folder, "simulator.pem");
        const child = start("--tls", certificate, "--host", "0.0.0.0", "--allow-host", "sim.test");
        const printed = exitOf(child);
        const [url] = (await once(createInterface(child.stdout), "line")) as [string];
        assert.match(url, /^https:\/\/127\.0\.0\.1:\d+$/);
        const ca = await readFile(certificate, "utf8");
        const sent = request(new URL("/_simulator/clock", url), {
            ca,
            headers: { Host: "sim.test" },
            servername: "sim.test",
        }).end();
        const [answer] = (await once(sent, "response")) as [IncomingMessage];
        assert.equal(answer.statusCode, 200);
        child.kill("SIGINT");
        const { stdout } = await printed;
        assert.match(stdout, /listens on 0\.0\.0\.0: anybody who reaches this machine can read/);
        await rm(folder, { recursive: true });
    });

    it("explains itself with --help", async () => {
        const { status, stdout } = await exitOf(start("--help"));
        assert.equal(status, 0);
        const options = ["--port", "--host", "--tls", "--world", "--now", "--allow-host"];
        for (const option of options) assert.ok(stdout.includes(option), option);
    });

    const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
        ["a port that is none", ["--port", "99999"], /--port.*Write a number from 0 to 65535/],
        [
            "a world that is not there",
            ["--world", "no.json"],
            /Cannot read world no\.json: there is no such file/,
        ],
        [
            "a built-in world that is not there",
            ["--world", "partners"],
            /no built-in world of this name\. There are .*partner, .*a file is written as \.\/partners/,
        ],
        [
            "a world that is wrong",
            ["--world", "package.json"],
            /Cannot use package\.json: .*has no place for "name"/,
        ],
        ["a time that is none", ["--now", "soon"], /"soon" is not a time/],
        ["an option that does not exist", ["--wrld", "x"], /unknown option '--wrld'/],
    ];
    for (const [what, args, message] of wrong) {
        it(`exits with 1 and says why for ${what}`, async () => {
            const { status, stdout, stderr } = await exitOf(start(...args));
            assert.deepEqual([status, stdout], [1, ""]);
            assert.match(stderr, message);
        });
    }

    it("exits with 1 and says so for a port that is in use", async () => {
        const simulator = await startSimulator();
        const { port } = new URL(simulator.url);
        const { status, stderr } = await exitOf(start("--port", port));
        await simulator.close();
        assert.equal(status, 1);
        assert.match(stderr, new RegExp(`port ${port} is in use`));
    });
});
