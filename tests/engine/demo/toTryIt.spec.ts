import assert from "node:assert/strict";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { commandLineRun } from "../../unit/cli/commandLineRun";
import { commandsIn, typed } from "./commandsIn";
import { ExampleRun } from "./ExampleRun";
import { worldOfPage } from "./worldOfPage";

const root = path.resolve(__dirname, "../../..");
const pageOf = (example: string): string => `examples/${example}/README.md`;
const one = { "whatsapp:accessToken": "EAA-fake-token", "number:pin": "012345" };
const several = {
    "whatsapp:accessTokens.first": "EAA-first-token",
    "whatsapp:accessTokens.second": "EAA-second-token",
    "numbers:pins.first-support": "012345",
    "numbers:pins.first-orders": "012345",
    "numbers:pins.second-shop": "012345",
};

describe("To try it", function () {
    this.timeout(120_000);
    let run: ExampleRun;

    afterEach(() => run.close());

    async function follow(
        example: string,
        commands: readonly string[],
        prompted: Readonly<Record<string, string>>,
    ): Promise<readonly string[]> {
        run = await ExampleRun.open(example, {}, { world: worldOfPage(pageOf(example)) });
        // The simulator of a test has another port than the page.
        const operations = commands.filter(
            (command) => !/stack export|^npx|whatsapp:graphUrl/.test(command),
        );
        const steps = await typed(run, operations, prompted);
        for (const { command, outcome } of steps) {
            assert.equal(outcome.exitCode, 0, `${command}\n${outcome.output}`);
        }
        return steps.map(({ command, letters }) => `${command}: ${countedIn(letters)}`);
    }

    it("registers the number of single-number", async () => {
        const commands = commandsIn(pageOf("single-number"), "One number");
        assert.deepEqual(await follow("single-number", commands, one), [
            "pulumi preview: ",
            "pulumi up: R",
        ]);
    });

    it("moves the number of production-number on purpose alone", async () => {
        const setUp = commandsIn(pageOf("single-number"), "One number");
        const move = commandsIn(pageOf("production-number"), "Moving it on purpose");
        assert.deepEqual(await follow("production-number", [...setUp, ...move], one), [
            "pulumi preview: ",
            "pulumi up: R",
            "pulumi up: ",
            "pulumi preview: ",
            "pulumi up: D R",
            "pulumi up: ",
        ]);
    });

    it("registers the numbers of several-numbers, each with its token", async () => {
        const commands = commandsIn(pageOf("several-numbers"), "The numbers of several customers");
        assert.deepEqual(await follow("several-numbers", commands, several), [
            "pulumi preview: ",
            "pulumi up --continue-on-error: R R",
        ]);
    });

    it("registers one number of gitops, and adopts the other", async () => {
        const commands = commandsIn(pageOf("gitops"), "To try it");
        const prompted = {
            "whatsapp:accessToken": "EAA-fake-token",
            "whatsapp-numbers:pin-106540352242922": "012345",
            "whatsapp-numbers:pin-106540352242923": "012345",
        };
        assert.deepEqual(await follow("gitops", commands, prompted), [
            "pulumi preview: ",
            "pulumi up: R",
        ]);
    });

    it("lets the command line tell what such a run refused, and when it is tried again", async () => {
        const page = pageOf("several-numbers");
        const commands = commandsIn(page, "The numbers of several customers");
        run = await ExampleRun.open("several-numbers", {}, { world: worldOfPage(page) });
        const prompted = { ...several, "numbers:pins.first-support": "999999" };
        const operations = commands.filter((command) => !/stack export|^npx/.test(command));
        const steps = await typed(run, operations, prompted);
        assert.notEqual(steps.at(-1)?.outcome.exitCode, 0);
        const resources = await run.stack.state();
        writeFileSync(
            path.join(run.folder, "state.json"),
            JSON.stringify({ deployment: { resources } }),
        );
        const line = commands.find((command) => command.startsWith("npx pulumi-whatsapp numbers"));
        const args = (line ?? "").split(" ").slice(2);
        const { exitCode, stdout } = await commandLineRun(
            [...args, "--graph-url", run.simulator.url],
            {
                folder: run.folder,
                now: new Date().toISOString(),
                env: {
                    WHATSAPP_ACCESS_TOKEN_FIRST: "EAA-first-token",
                    WHATSAPP_ACCESS_TOKEN_SECOND: "EAA-second-token",
                    WHATSAPP_JOURNAL_DIR: path.join(run.folder, "journal"),
                },
            },
        );
        assert.equal(exitCode, 0, stdout);
        assert.match(stdout, /^106540352242922 +NO +9\/10 /m);
        assert.match(stdout, /^106540352242924 +yes +9\/10 /m);
        assert.match(
            stdout,
            /^106540352242922: register was refused and is tried again at .*133005.*PIN/m,
        );
    });
});

describe("every example", () => {
    for (const example of globSync("examples/*", { cwd: root }).map((each) =>
        path.basename(each),
    )) {
        it(`says how to try it: ${example}`, () => {
            const text = readFileSync(path.join(root, pageOf(example)), "utf8");
            assert.match(text, /^## To try it$/m);
            worldOfPage(pageOf(example));
        });
    }
});

function countedIn(letters: string): string {
    return letters
        .split(" ")
        .filter((letter) => letter === "R" || letter === "D")
        .join(" ");
}
