import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import { playground } from "../../../demo/playground";
import { onEveryEngine } from "../scenarios/onEveryEngine";
import { secretsInClear } from "../scenarios/secretsInClear";
import { ExampleRun } from "./ExampleRun";
import { commandsIn, typed, type TypedStep } from "./commandsIn";
import { worldOfPage } from "./worldOfPage";

const example = path.resolve(__dirname, "../../../examples/existing-numbers");
const page = "examples/existing-numbers/README.md";
const existingWorld = worldOfPage(page);
const pins = {
    "existing-numbers:pin-106540352242922": "012345",
    "existing-numbers:pin-106540352242923": "543210",
};
const prompted = { ...pins, "whatsapp:accessToken": playground.accessToken };
const names = ["example-support", "example-orders"];

onEveryEngine("the example existing-numbers", (engine) => {
    let run: ExampleRun;

    const numbersAsTheyWere = (): void => {
        for (const { id = "", registered = false } of existingWorld.numbers ?? []) {
            assert.equal(run.simulator.number(id).registered, registered, id);
        }
    };

    async function follow(heading: string): Promise<readonly TypedStep[]> {
        const steps = await typed(run, commandsIn(page, heading), prompted);
        for (const { command, outcome } of steps) {
            assert.equal(outcome.exitCode, 0, `${command}\n${outcome.output}`);
        }
        return steps;
    }

    async function provedPins(): Promise<readonly boolean[]> {
        const outputs = await Promise.all(names.map((name) => run.stack.outputsOf(name)));
        return outputs.map(({ pinProvedAt }) => pinProvedAt !== undefined);
    }

    describe("imported", function () {
        this.timeout(120_000);
        let steps: readonly TypedStep[];

        before(async () => {
            run = await ExampleRun.open("existing-numbers", {}, { engine, world: existingWorld });
            steps = await follow("Import");
        });

        after(() => run.close());

        it("is the program that the command writes", () => {
            const written = readFileSync(path.join(run.folder, "registrations.ts"), "utf8");
            assert.equal(written, readFileSync(path.join(example, "registrations.ts"), "utf8"));
        });

        it("reads for the import file, proves each PIN once, and then has nothing to do", () => {
            assert.deepEqual(
                steps.map(({ command, letters }) => [command.slice(0, 14), inAnyOrder(letters)]),
                [
                    // The command of this project has already read this.
                    ["pulumi import ", "L S S"],
                    ["pulumi preview", ""],
                    ["pulumi up", "N N P P"],
                    ["pulumi up", ""],
                ],
            );
        });

        it("previews the PINs and nothing else", () => {
            const preview = steps.find(({ command }) => command === "pulumi preview");
            const said = preview?.outcome.logs.filter(({ severity }) => severity === "info") ?? [];
            const pin = "pin: set in place with one request, which costs no registration";
            assert.deepEqual(said.map(({ message }) => message).sort(), [
                pin,
                `${pin}. The same holds for every other number whose PIN is set: one request each.`,
            ]);
        });

        it("leaves every number as it was, with its PIN proved", async () => {
            numbersAsTheyWere();
            assert.deepEqual(await provedPins(), [true, true]);
        });

        it("writes no PIN in clear, neither in the files nor in the state", async () => {
            const texts = {
                "import.json": readFileSync(path.join(run.folder, "import.json"), "utf8"),
                "state files": await run.stack.stateFiles(),
            };
            assert.deepEqual(secretsInClear(texts, pins), []);
        });
    });

    describe("adopted", function () {
        this.timeout(120_000);

        before(async () => {
            run = await ExampleRun.open("existing-numbers", {}, { engine, world: existingWorld });
        });

        after(() => run.close());

        it("sends reads alone, and then nothing", async () => {
            const [preview, up, again] = await follow("Adoption");
            assert.equal(preview?.letters, "");
            assert.match(up?.letters ?? "", /^([NS] )*[NS]$/);
            assert.equal(again?.letters, "");
            numbersAsTheyWere();
        });

        it("leaves the PINs unproved until they are written once", async () => {
            assert.deepEqual(await provedPins(), [false, false]);
            const [key] = Object.keys(pins);
            run.stack.setConfig(key ?? "", { secret: "070707" });
            assert.equal((await run.stack.up()).exitCode, 0);
            assert.equal(run.letters(), "N P");
            assert.deepEqual(await provedPins(), [true, false]);
        });

        it("shows a number that something else registers by a read, in previews too", async () => {
            const [up] = await follow("Only reading");
            const reads = up?.letters ?? "";
            assert.match(reads, /^N( [NS])*$/);
            assert.equal((await run.stack.preview()).exitCode, 0);
            assert.equal(run.letters(), reads);
            numbersAsTheyWere();
        });

        it("fails the preview where that number cannot be read", async () => {
            const watched = "existing-numbers:watched";
            run.stack.setConfig(watched, "106540352242999");
            assert.notEqual((await run.stack.preview()).exitCode, 0);
            run.stack.setConfig(watched, "106540352242925");
        });

        it("leaves alone in a destroy what is only read", async () => {
            const { exitCode, output } = await run.stack.destroy();
            assert.equal(exitCode, 0, output);
            const registered = (existingWorld.numbers ?? [])
                .map(({ id }) => id)
                .filter((id) => run.simulator.number(id).registered);
            assert.deepEqual(registered, ["106540352242925"]);
        });
    });
});

// The numbers are handled at the same time.
function inAnyOrder(letters: string): string {
    return letters.split(" ").sort().join(" ");
}
