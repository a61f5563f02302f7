import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { startSimulator, type Simulator } from "pulumi-whatsapp-simulator";

import { journalPlace, noteMeeting } from "../../provider/src/journal/journalPlace";
import { scratchFolder } from "../scratchFolder";

const phoneNumberId = "106540352242922";

// The provider as a process without an engine. Its messages to the engine go to stderr.
const SCRIPT = `
    const { configure, create } = require("pulumi-whatsapp/provider");
    const { config, inputs } = JSON.parse(process.env.OPERATION);
    configure({ config: { get: (key) => config[key], require: (key) => config[key] } });
    create(inputs).then(
        ({ outs }) => process.stdout.write(JSON.stringify(outs), () => process.exit(0)),
        (error) => process.stderr.write(error.message, () => process.exit(1)),
    );`;

interface Ended {
    readonly exitCode: number | null;
    readonly stderr: string;
}

describe("several processes with one number", () => {
    let simulator: Simulator;
    let folder: string;
    let journal: string;
    const started: ChildProcess[] = [];

    const start = (pin: string): { process: ChildProcess; ended: Promise<Ended> } => {
        const config = { "whatsapp:graphUrl": simulator.url, "whatsapp:settleTimeoutSeconds": "2" };
        const urn =
            "urn:pulumi:dev::numbers::pulumi-nodejs:dynamic/whatsapp:PhoneRegistration::main";
        const inputs = { phoneNumberId, pin, __urn: urn };
        const env = {
            PATH: process.env["PATH"],
            WHATSAPP_JOURNAL_DIR: folder,
            WHATSAPP_ACCESS_TOKEN: "EAA-fake-token",
            OPERATION: JSON.stringify({ config, inputs }),
        };
        const child = spawn(process.execPath, ["-e", SCRIPT], { env, cwd: __dirname });
        started.push(child);
        let stderr = "";
        child.stderr.on("data", (data) => (stderr += String(data)));
        const ended = new Promise<Ended>((resolve) => {
            child.on("close", (exitCode) => {
                resolve({ exitCode, stderr });
            });
        });
        return { process: child, ended };
    };
    const sent = (letter: string): number =>
        simulator
            .letters()
            .split(" ")
            .filter((each) => each.startsWith(letter)).length;
    const until = async (isSo: () => boolean): Promise<void> => {
        while (!isSo()) await sleep(10);
    };

    beforeEach(async () => {
        simulator = await startSimulator();
        folder = scratchFolder("neighbours-");
        const env = { WHATSAPP_JOURNAL_DIR: folder };
        noteMeeting(env, simulator.url);
        journal = (await journalPlace(env, simulator.url)).folder;
        mkdirSync(journal, { recursive: true });
    });
    afterEach(async () => {
        for (const child of started.splice(0)) child.kill("SIGKILL");
        await simulator.close();
        rmSync(folder, { recursive: true, force: true });
    });

    it("send two more after eight, and not four", async () => {
        const stack = "dev::numbers";
        const eight = Array.from({ length: 8 }, (_, minute) => {
            const at = new Date(Date.now() - (60 - minute) * 60_000).toISOString();
            return { operation: "register", at, stack, outcome: "accepted" };
        });
        const lines = eight.map((line) => `${JSON.stringify(line)}\n`).join("");
        appendFileSync(path.join(journal, `${phoneNumberId}.jsonl`), lines);
        // Each tries another wrong PIN, and so would use a registration.
        simulator.changeNumber(phoneNumberId, { pin: "999999" });
        // All of them have read the journal before the first one sends.
        simulator.addFault({
            endpoint: "getPhoneNumber",
            times: 100,
            fault: { kind: "delay", ms: 1500 },
        });
        const runs = ["111111", "222222", "333333", "444444"].map((pin) => start(pin).ended);
        const ended = await Promise.all(runs);
        assert.deepEqual(
            ended.map(({ exitCode }) => exitCode),
            [1, 1, 1, 1],
        );
        assert.equal(sent("R"), 2, ended.map(({ stderr }) => stderr).join("\n"));
        const refused = ended.filter(({ stderr }) =>
            /10 of 10 register requests were used/.test(stderr),
        );
        assert.equal(refused.length, 2);
        assert.deepEqual(readdirSync(journal), [`${phoneNumberId}.jsonl`], "no lock is left");
    });

    it("wait for the one that outlived its engine, and find done what it did", async () => {
        simulator.addFault({ endpoint: "register", fault: { kind: "delay", ms: 2000 } });
        const orphan = start("012345");
        await until(() => sent("R") === 1);
        const next = start("012345");
        const [first, second] = await Promise.all([orphan.ended, next.ended]);
        assert.deepEqual([first.exitCode, second.exitCode], [0, 0], second.stderr);
        assert.equal(sent("R"), 1);
        assert.match(
            second.stderr,
            new RegExp(
                `waits for another run with phone number ${phoneNumberId}: ` +
                    `process ${orphan.process.pid ?? 0} on \\S+, for dev::numbers, since`,
            ),
        );
    });

    it("take over from one that was killed, and read before they send", async () => {
        simulator.addFault({ endpoint: "register", fault: { kind: "timeout", when: "after" } });
        const killed = start("012345");
        await until(() => sent("R") === 1);
        killed.process.kill("SIGKILL");
        await killed.ended;
        assert.equal(readdirSync(journal).filter((name) => name.endsWith(".lock")).length, 1);
        const { exitCode, stderr } = await start("012345").ended;
        assert.equal(exitCode, 0, stderr);
        assert.doesNotMatch(stderr, /waits/);
        assert.equal(sent("R"), 1, "it was seen to be registered");
        assert.deepEqual(readdirSync(journal), [`${phoneNumberId}.jsonl`]);
    });
});
