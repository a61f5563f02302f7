import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { standInEngine, type Stack } from "../availableEngines";

const modules = path.join(__dirname, "..", "..", "..", "node_modules");

const program = `
const pulumi = require("@pulumi/pulumi");
if (process.env.FAILS !== undefined) throw new Error("it fails");
global.runs = (global.runs ?? 0) + 1;
exports.seen = [
    new pulumi.Config("numbers").get("region"),
    process.env.WORD,
    pulumi.runtime.isDryRun(),
    require("./counter").increased(),
    global.runs,
].join(" ");
console.log("ran in " + process.cwd());
`;
const counter = "let count = 0; exports.increased = () => (count += 1);";

describe("programs in a process that has run others", () => {
    let folder: string;
    let stack: Stack;

    beforeEach(async () => {
        folder = mkdtempSync(path.join(tmpdir(), "warm-program-"));
        symlinkSync(modules, path.join(folder, "node_modules"), "dir");
        write("Pulumi.yaml", "name: numbers\nruntime: nodejs\n");
        write("package.json", JSON.stringify({ name: "numbers" }));
        write("index.js", program);
        write("counter.js", counter);
        stack = await standInEngine.open({
            programDir: folder,
            env: { PULUMI_NODEJS_TYPESCRIPT: "false" },
            warmProgram: true,
        });
    });

    afterEach(async () => {
        await stack.close();
        rmSync(folder, { recursive: true, force: true });
    });

    function write(file: string, text: string): void {
        writeFileSync(path.join(folder, file), text);
    }

    async function seen(operation: "preview" | "up"): Promise<string | undefined> {
        const { exitCode, output } = await stack[operation]();
        assert.equal(exitCode, 0, output);
        return /seen: "?([^"\n]*)/.exec(output)?.[1];
    }

    it("see their own config, environment and modules", async () => {
        stack.setConfig("numbers:region", "CH");
        stack.setEnv("WORD", "first");
        const first = await seen("preview");
        stack.setConfig("numbers:region", "DE");
        stack.setEnv("WORD", undefined);
        const second = await seen("up");
        assert.match(first ?? "", /^CH first true 1 \d+$/);
        assert.match(second ?? "", /^DE {2}false 1 \d+$/);
        assert.equal(runsIn(second), runsIn(first) + 1, "they ran in one process");
    });

    it("print what they print, in their folder", async () => {
        const { output } = await stack.up();
        assert.ok(output.includes(`ran in ${folder}`), output);
    });

    it("fail as in a process of their own, and leave the next one a new process", async () => {
        stack.setEnv("FAILS", "yes");
        const { exitCode, output } = await stack.up();
        assert.equal(exitCode, 1);
        assert.match(output, /Running program '.*' failed with an unhandled exception/);
        assert.match(output, /it fails/);
        stack.setEnv("FAILS", undefined);
        assert.equal(runsIn(await seen("up")), 1);
    });
});

function runsIn(text: string | undefined): number {
    return Number(text?.split(" ").at(-1));
}
