import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stdout } from "node:process";

import { startSimulator, type Simulator } from "pulumi-whatsapp-simulator";

import type { ChaosStack, Run } from "../../chaos/ChaosStack";
import { PulumiStack } from "../../chaos/PulumiStack";
import { reached } from "../../chaos/reached";
import { StandInChaosStack } from "../../chaos/StandInChaosStack";
import { pulumiOnPath } from "../real/runPulumi";
import { onEveryEngine } from "../scenarios/onEveryEngine";
import { commandsIn } from "./commandsIn";

const page = "docs/stopped-runs.md";
const number = { name: "main", phoneNumberId: "106540352242922", pin: "739204" };
// Several runs of the real engine, some seconds each.
const LONGEST_MS = 240_000;
const inCH = { ...number, dataLocalizationRegion: "CH" };

onEveryEngine("the page on stopped runs", (engine) => {
    let simulator: Simulator;
    let stack: ChaosStack;
    let journalFolder: string;

    /**
     * An update whose engine is killed when the number is registered, or when it is down for a
     * move.
     */
    async function killedUp(): Promise<void> {
        const over = new AbortController();
        simulator.addFault({ endpoint: "any", times: 100, fault: { kind: "delay", ms: 300 } });
        const when = reached(simulator, { requests: 5 }, over.signal);
        const run = await stack.run({ name: "up" }, { stop: { kind: "engine killed", when } });
        over.abort();
        assert.notEqual(run.exitCode, 0, run.output);
        await stack.settle();
        simulator.clearFaults();
    }

    async function typed(command: string): Promise<Run | undefined> {
        const run = await stack.type(command);
        if (run === undefined) stdout.write(`skipped on the stand-in engine: ${command}\n`);
        return run;
    }

    /** Types the commands under a heading. All of them must succeed. */
    async function follow(heading: string): Promise<void> {
        const commands = commandsIn(page, heading);
        assert.ok(commands.length > 0);
        for (const command of commands) {
            const { exitCode, output } = (await typed(command)) ?? { exitCode: 0, output: "" };
            assert.equal(exitCode, 0, `${command}: ${output}`);
        }
    }

    async function assertDone(): Promise<void> {
        const { registered, storage } = simulator.number(number.phoneNumberId);
        assert.equal(registered, true);
        assert.equal(storage.dataLocalizationRegion, "CH");
        const before = simulator.requests().length;
        const { exitCode, output } = await stack.run({ name: "up" });
        assert.equal(exitCode, 0, output);
        assert.equal(simulator.requests().length, before, "nothing is left to do");
        assert.deepEqual(
            stack.stored()?.numbers.map(({ name }) => name),
            ["main"],
        );
    }

    beforeEach(async function () {
        this.timeout(LONGEST_MS);
        simulator = await startSimulator({ world: { numbers: [{ id: number.phoneNumberId }] } });
        journalFolder = mkdtempSync(path.join(tmpdir(), "stopped-runs-page-"));
        const config = {
            "whatsapp:graphUrl": simulator.url,
            "whatsapp:accessToken": { secret: "EAA-fake-token" },
        };
        const surroundings = { journalFolder, config };
        const pulumi = engine.real ? pulumiOnPath() : undefined;
        stack =
            pulumi === undefined
                ? await StandInChaosStack.open(surroundings)
                : await PulumiStack.open(pulumi, surroundings);
        stack.declare([inCH]);
        await killedUp();
    });

    afterEach(async () => {
        await stack.close();
        await simulator.close();
        rmSync(journalFolder, { recursive: true, force: true });
    });

    it("has commands that put a stack right without anybody to ask", async function () {
        this.timeout(LONGEST_MS);
        await follow("In a pipeline");
        if (engine.real) assert.equal(stack.stored()?.pendingOperations, 0);
        await assertDone();
    });

    it("has commands for a resource that was taken out", async function () {
        this.timeout(LONGEST_MS);
        await typed("pulumi cancel --yes");
        stack.declare([]);
        await typed("pulumi up --yes");
        assert.equal(simulator.number(number.phoneNumberId).registered, true, "nobody knows it");
        const [again, gone, ...others] = commandsIn(page, "The resource was taken out");
        assert.deepEqual(others, []);
        stack.declare([inCH]);
        assert.equal((await typed(String(again)))?.exitCode, 0);
        stack.declare([]);
        assert.equal((await typed(String(gone)))?.exitCode, 0);
        assert.equal(simulator.number(number.phoneNumberId).registered, false);
    });

    if (!engine.real) return;

    it("says what a locked stack says", async () => {
        const run = await typed("pulumi up --yes");
        assert.equal(run?.exitCode, 1);
        assert.match(run.output, /the stack is currently locked by 1 lock\(s\)/);
    });

    it("says that pending creates pile up, whatever is run without asking", async function () {
        this.timeout(LONGEST_MS);
        await typed("pulumi cancel --yes");
        stack.declare([{ ...number, dataLocalizationRegion: "DE" }]);
        await killedUp();
        await typed("pulumi cancel --yes");
        assert.equal(stack.stored()?.pendingOperations, 2);
        for (const command of ["pulumi up --yes", "pulumi refresh --yes", "pulumi up --yes"]) {
            const run = await typed(command);
            assert.equal(run?.exitCode, 0, run?.output);
            assert.equal(stack.stored()?.pendingOperations, 2, command);
        }
        await follow("In a pipeline");
        assert.equal(stack.stored()?.pendingOperations, 0);
    });

    it("has commands for an empty state file", async function () {
        this.timeout(LONGEST_MS);
        assert.ok(stack instanceof PulumiStack);
        writeFileSync(stack.stateFile, "");
        await typed("pulumi cancel --yes");
        const run = await typed("pulumi up --yes");
        assert.match(
            run?.output ?? "",
            /failed to load checkpoint: .*unexpected end of JSON input/,
        );
        await follow("The state file is empty");
        await follow("In a pipeline");
        await assertDone();
    });

    it("has a command for empty attributes of the state", async function () {
        this.timeout(LONGEST_MS);
        assert.ok(stack instanceof PulumiStack);
        writeFileSync(`${stack.stateFile}.attrs`, "");
        const run = await typed("pulumi up --yes");
        assert.match(run?.output ?? "", /failed to load checkpoint: EOF/);
        await follow("Its attributes are empty");
        await follow("In a pipeline");
        await assertDone();
    });
});
