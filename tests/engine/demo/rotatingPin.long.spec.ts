import assert from "node:assert/strict";
import { stdout } from "node:process";

import { playground } from "../../../demo/playground";
import type { Engine, Outcome } from "../availableEngines";
import { seedRandomDigits } from "../random/randomDigits";
import { executableOnPath } from "../real/executableOnPath";
import { onEveryEngine } from "../scenarios/onEveryEngine";
import { secretsInClear } from "../scenarios/secretsInClear";
import { ExampleRun } from "./ExampleRun";
import { commandsIn, typed } from "./commandsIn";
import { worldOfPage } from "./worldOfPage";

const { phoneNumberId, accessToken } = playground;
const page = "examples/rotating-pin/README.md";
const plugin = "pulumi-resource-random";

onEveryEngine("the example rotating-pin", (engine) => {
    if (!engine.real || executableOnPath(plugin) !== undefined) rotatingPin(engine);
    else stdout.write(`rotating-pin: skipped on the real engine, ${plugin} is not on PATH\n`);
});

function rotatingPin(engine: Engine): void {
    let run: ExampleRun;
    const outcomes: Outcome[] = [];
    const pinThere = (): string => run.simulator.number(phoneNumberId).pin ?? "none";
    const generated = async (): Promise<unknown> => (await run.stack.outputsOf("pin"))["result"];

    async function up(): Promise<void> {
        const outcome = await run.stack.up();
        outcomes.push(outcome);
        assert.equal(outcome.exitCode, 0, outcome.output);
    }

    before(async function () {
        this.timeout(120_000);
        // The next passwords of the double. The real provider makes its own.
        seedRandomDigits("000042", "070707");
        run = await ExampleRun.open("rotating-pin", {}, { engine, world: worldOfPage(page) });
    });

    after(async () => {
        seedRandomDigits();
        await run.close();
    });

    it("registers with exactly the PIN that was generated, by what its page says to type", async () => {
        const secrets = { "whatsapp:accessToken": accessToken };
        const steps = await typed(run, commandsIn(page, "Setting up"), secrets);
        outcomes.push(...steps.map(({ outcome }) => outcome));
        assert.deepEqual(
            steps.map(({ outcome, letters }) => [outcome.exitCode, letters]),
            [
                [0, ""],
                [0, "N S R N"],
            ],
        );
        assert.match(pinThere(), /^\d{6}$/);
        assert.equal(await generated(), pinThere());
        if (!engine.real) assert.equal(pinThere(), "000042");
    });

    it("does nothing while the rotation stays the same", async () => {
        await up();
        assert.equal(run.letters(), "");
    });

    it("refuses another rotation while the PIN is protected", async () => {
        run.stack.setConfig("number:rotation", "2026-12");
        const outcome = await run.stack.preview();
        outcomes.push(outcome);
        assert.notEqual(outcome.exitCode, 0);
        assert.match(outcome.output, /unable to replace resource/);
        assert.equal(run.letters(), "");
    });

    it("sets another PIN in place with one request, by what its page says to type", async () => {
        const earlier = pinThere();
        const steps = await typed(run, commandsIn(page, "Another PIN"));
        outcomes.push(...steps.map(({ outcome }) => outcome));
        assert.deepEqual(
            steps.map(({ outcome, letters }) => [outcome.exitCode, letters]),
            [
                [0, "N P"],
                [0, ""],
            ],
        );
        assert.notEqual(pinThere(), earlier);
        assert.equal(await generated(), pinThere());
        assert.equal(run.simulator.number(phoneNumberId).registered, true);
        if (!engine.real) assert.equal(pinThere(), "070707");
    });

    it("protects the new PIN again", async () => {
        const pin = (await run.stack.state()).find(({ id }) => id === "none");
        assert.equal(pin?.protect, true);
    });

    it("is not destroyed while the PIN is protected", async () => {
        const outcome = await run.stack.destroy({ previewOnly: true });
        outcomes.push(outcome);
        assert.notEqual(outcome.exitCode, 0);
        assert.equal(run.letters(), "");
    });

    it("keeps the PIN where a destroy goes on without a preview, and registers with it again", async () => {
        const kept = pinThere();
        const outcome = await run.stack.destroy();
        outcomes.push(outcome);
        assert.notEqual(outcome.exitCode, 0);
        assert.equal(run.letters(), "N D N");
        assert.equal(await generated(), kept);
        await up();
        assert.equal(run.countedLetters(), "R");
        assert.equal(run.simulator.number(phoneNumberId).registered, true);
    });

    it("never shows a PIN, neither in state nor in output", async () => {
        const texts = {
            "state files": await run.stack.stateFiles(),
            output: outcomes.map(({ output }) => output).join("\n"),
            logs: outcomes.flatMap(shownLogs).join("\n"),
        };
        const secrets = {
            PIN: pinThere(),
            ...(engine.real ? {} : { "earlier PIN": "000042" }),
            token: accessToken,
        };
        assert.deepEqual(secretsInClear(texts, secrets), []);
    });
}

// The messages that a user sees. Pulumi's own debug lines are left out: they appear only with
// `--debug`, and show secrets in clear.
function shownLogs({ logs }: Outcome): readonly string[] {
    return logs
        .filter(
            ({ severity, urn, message }) =>
                severity !== "debug" || urn !== "" || /^(GET|POST) /.test(message),
        )
        .map(({ message }) => message);
}
