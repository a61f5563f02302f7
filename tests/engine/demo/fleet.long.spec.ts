import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { readNumbers } from "pulumi-whatsapp/numbers";
import { startSimulator, type Simulator } from "pulumi-whatsapp-simulator";

import type { Backend, StoredStack, UpdateOutcome } from "../../../examples/fleet/Backend";
import { type FleetStack, stacksOf } from "../../../examples/fleet/FleetStack";
import { reasonFrom } from "../../../examples/fleet/reasonFrom";
import { runFleet } from "../../../examples/fleet/runFleet";
import { storedStackFrom } from "../../../examples/fleet/storedStackFrom";
import { type Summary, summaryOf } from "../../../examples/fleet/summaryOf";
import type { Engine, Stack } from "../availableEngines";
import { onEveryEngine } from "../scenarios/onEveryEngine";
import { worldOfPage } from "./worldOfPage";

const page = "examples/fleet/README.md";
const root = path.resolve(__dirname, "../../..");
const programDir = path.join(root, "examples/fleet");
const numbersFile = path.join(programDir, "numbers.yaml");

/** The stacks of the example on an engine of the tests, in place of the Automation API. */
class EngineBackend implements Backend {
    readonly #stacks = new Map<string, Stack>();
    readonly #engine: Engine;
    readonly #env: Readonly<Record<string, string>>;
    readonly #simulator: Simulator;

    constructor(engine: Engine, simulator: Simulator, env: Readonly<Record<string, string>>) {
        this.#engine = engine;
        this.#simulator = simulator;
        this.#env = env;
    }

    names(): Promise<readonly string[]> {
        return Promise.resolve([...this.#stacks.keys()]);
    }

    async read(name: string): Promise<StoredStack> {
        return storedStackFrom((await this.#stacks.get(name)?.state()) ?? []);
    }

    async up(stackName: string): Promise<UpdateOutcome> {
        const stack =
            this.#stacks.get(stackName) ??
            (await this.#engine.open({
                programDir,
                stackName,
                config: { "whatsapp:graphUrl": this.#simulator.url },
                env: this.#env,
            }));
        this.#stacks.set(stackName, stack);
        const { exitCode, output, logs } = await stack.up({ continueOnError: true });
        if (exitCode === 0) return { kind: "succeeded" };
        const errors = logs.filter(({ severity }) => severity === "error");
        return { kind: "failed", reason: reasonFrom(errors, output) };
    }

    /** Sets a variable of every stack. */
    setEnv(name: string, value: string): void {
        for (const stack of this.#stacks.values()) stack.setEnv(name, value);
    }

    async close(): Promise<void> {
        await Promise.all([...this.#stacks.values()].map((stack) => stack.close()));
    }
}

onEveryEngine("the example fleet", (engine) => {
    let simulator: Simulator;
    let folder: string;
    let backend: EngineBackend;
    const fleet = stacksOf(readNumbers(numbersFile));

    before(async () => {
        const world = worldOfPage(page);
        folder = mkdtempSync(path.join(tmpdir(), "fleet-"));
        simulator = await startSimulator({ world });
        const pins = fleet
            .flatMap(({ entries }) => entries)
            .map(({ phoneNumberId }) => [`WHATSAPP_PIN_${phoneNumberId}`, "012345"]);
        backend = new EngineBackend(engine, simulator, {
            WHATSAPP_JOURNAL_DIR: path.join(folder, "journal"),
            WHATSAPP_ACCESS_TOKEN_FIRST: "EAA-first-token",
            WHATSAPP_ACCESS_TOKEN_SECOND: "EAA-revoked-token",
            WHATSAPP_ACCESS_TOKEN_THIRD: "EAA-third-token",
            ...(Object.fromEntries(pins) as Record<string, string>),
        });
    });

    after(async () => {
        await backend.close();
        await simulator.close();
        rmSync(folder, { recursive: true, force: true });
    });

    async function run(stacks: readonly FleetStack[] = fleet): Promise<Summary> {
        const outcomes = await runFleet(stacks, backend, {
            parallel: 2,
            all: false,
            signal: new AbortController().signal,
            progress: () => undefined,
        });
        return summaryOf(outcomes);
    }

    const registered = (): readonly string[] =>
        fleet
            .flatMap(({ entries }) => entries)
            .filter(({ phoneNumberId: id }) => simulator.number(id).registered)
            .map(({ name }) => name);

    it("registers the numbers of the others where one customer's token was revoked", async () => {
        const { lines, exitCode } = await run();
        assert.equal(exitCode, 1);
        assert.deepEqual(registered(), ["first-support", "first-orders", "third-support"]);
        assert.deepEqual(
            withoutTimes(lines),
            withoutTimes(shown("STACK   NUMBERS  OUTCOME  TIME")),
        );
    }).timeout(120_000);

    it("tries that customer again and no other, although Pulumi stored the failed run's outputs", async () => {
        backend.setEnv("WHATSAPP_ACCESS_TOKEN_SECOND", "EAA-second-token");
        simulator.clearRequests();
        const { lines, exitCode } = await run();
        assert.equal(exitCode, 0, lines.join("\n"));
        assert.equal(registered().length, 4);
        const tokens = new Set(simulator.requests().map(({ token }) => token));
        assert.deepEqual([...tokens], ["second"]);
        assert.deepEqual(
            withoutTimes(lines),
            withoutTimes(shown("STACK   NUMBERS  OUTCOME    TIME")),
        );
    }).timeout(120_000);

    it("has nothing to do then, and sends nothing", async () => {
        simulator.clearRequests();
        const { lines } = await run();
        assert.equal(lines.at(-1), "3 stacks: 3 unchanged.");
        assert.equal(simulator.letters(), "");
    });

    it("deregisters nothing where a number changes its stack, or a customer leaves the file", async () => {
        const entries = fleet.flatMap((stack) => stack.entries);
        const moved = entries.map((one) =>
            one.name === "first-orders" ? { ...one, stack: "third" } : one,
        );
        assert.equal((await run(stacksOf(moved))).exitCode, 1);
        const { lines } = await run(fleet.filter(({ name }) => name !== "second"));
        assert.match(lines.join("\n"), /^second: in no entry\. "pulumi destroy --stack second"/m);
        assert.equal(simulator.letters(), "");
        assert.equal(registered().length, 4);
    });
});

/** A summary on the page, by its heading. */
function shown(heading: string): readonly string[] {
    const text = readFileSync(path.join(root, page), "utf8");
    const blocks = [...text.matchAll(/^```.*\n([\s\S]*?)\n```$/gm)].map(([, block = ""]) => block);
    const block = blocks.find((one) => one.startsWith(`${heading}\n`));
    assert.ok(block !== undefined, `${page} shows no summary that begins with ${heading}`);
    return block.split("\n");
}

// The times and Meta's trace ids differ from run to run.
function withoutTimes(lines: readonly string[]): readonly string[] {
    return lines.map((line) =>
        line.replace(/ +\d+ s$/, " 8 s").replace(/Trace \w+\./, "Trace A…."),
    );
}
