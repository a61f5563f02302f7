import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { Narrator } from "../../../demo/Narrator";
import { playground } from "../../../demo/playground";
import { storySteps } from "../../../demo/storySteps";
import type { Expectation, StoryStep } from "../../../demo/StoryStep";
import { tellStory } from "../../../demo/tellStory";
import { storyProcess, type StoryProcess } from "./storyProcess";

describe("the story of npm start", function () {
    // Eleven operations of an engine. Each has processes of its own.
    this.timeout(240_000);

    describe("told without a terminal", () => {
        let tempDir: string;
        let story: StoryProcess;

        before(async () => {
            tempDir = mkdtempSync(path.join(tmpdir(), "story-spec-"));
            story = await storyProcess(tempDir);
        });

        after(() => {
            rmSync(tempDir, { recursive: true, force: true });
        });

        it("ends with exit code 0", () => {
            assert.equal(story.exitCode, 0, story.output);
        });

        it("ends with a table that has a row for each step", () => {
            const table = story.output.slice(story.output.indexOf("requests that Meta received"));
            const missing = storySteps.filter(({ title }) => !table.includes(`\n${title}  `));
            assert.deepEqual(missing, []);
        });

        it("names its engine, and says so where that is test equipment", () => {
            const [first] = story.output.split("\n");
            assert.match(first ?? "", /^Engine: (pulumi \S|stand-in engine \(test equipment)/);
        });

        it("tells neither the token nor a PIN", () => {
            const secrets = [playground.accessToken, playground.pin, playground.otherPin];
            const told = secrets.filter((secret) => story.output.includes(secret));
            assert.deepEqual(told, []);
        });

        it("writes no colours", () => {
            assert.equal(story.output.includes("\u001b"), false);
        });

        // A process cannot know that it is the last of its operation. The next operation removes
        // its notes.
        it("leaves nothing behind in the folder for temporary files but an operation's notes", () => {
            const names = readdirSync(tempDir).filter((name) => !isCache(name));
            assert.deepEqual(
                names.filter((name) => !/^pulumi-whatsapp-\d+$/.test(name)),
                [],
            );
        });
    });

    describe("with a step that is not as it should be", () => {
        it("ends with exit code 1, names the difference and runs no later step", async () => {
            const { exitCode, output } = await told([wrongly({ letters: "N" }), ...rest()]);
            assert.equal(exitCode, 1);
            assert.match(output, /Not as it should be: requests: expected N, saw none/);
            assert.equal(output.includes("2. first up"), false);
        });

        it("notices an exit code, a number's state and words that differ", async () => {
            const step = wrongly({ succeeds: false, registered: true, region: "DE", says: /§/ });
            const { output } = await told([step]);
            for (const what of ["exit", "registered", "region", "output"]) {
                assert.match(output, new RegExp(`Not as it should be: ${what}: expected`));
            }
        });
    });
});

/** The first step, with another expectation. */
function wrongly(expected: Partial<Expectation>): StoryStep {
    const [first] = storySteps;
    assert.ok(first);
    return { ...first, expected: { ...first.expected, ...expected } };
}

function rest(): readonly StoryStep[] {
    return storySteps.slice(1);
}

async function told(
    steps: readonly StoryStep[],
): Promise<{ readonly exitCode: number; readonly output: string }> {
    let output = "";
    const narrator = new Narrator((text) => (output += text));
    const exitCode = await tellStory({ steps, narrator, keep: false });
    return { exitCode, output };
}

/** Compiled code that Node and Pulumi keep for later processes. */
function isCache(name: string): boolean {
    return name.startsWith("node-compile-cache") || name.startsWith("v8-compile-cache");
}
