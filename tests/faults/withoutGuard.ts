import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { env, execPath } from "node:process";

import type { Catcher, Guard } from "./guards";

const root = path.join(__dirname, "..", "..");

// What a copy needs to run these tests on the provider's sources.
const COPIED = [
    "package.json",
    "tsconfig.json",
    "tsconfig.base.json",
    ".mocharc.json",
    "provider",
    "tests",
];

// The lives of the model that a guard's absence must show in.
const MODEL_RUNS = "600";

/**
 * Takes a guard away in a copy of the provider, never in the tree, and runs what must notice it.
 *
 * @returns whether it noticed, and what it said.
 */
export async function withoutGuard(guard: Guard): Promise<{ caught: boolean; output: string }> {
    const copy = mkdtempSync(path.join(tmpdir(), "without-guard-"));
    try {
        for (const name of COPIED) {
            cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
        }
        symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
        takeAway(guard, path.join(copy, "provider", "src", guard.file));
        const { exitCode, output } = await run(copy, argumentsOf(guard.caughtBy));
        // A copy that does not even run has noticed nothing.
        const hasFailed = /^not ok: |^ +[1-9]\d* failing$/m.test(output);
        return { caught: exitCode !== 0 && hasFailed, output };
    } finally {
        rmSync(copy, { recursive: true, force: true });
    }
}

function takeAway({ name, text, without }: Guard, file: string): void {
    const parts = readFileSync(file, "utf8").split(text);
    if (parts.length !== 2) {
        throw new Error(
            `The guard "${name}" is not where the list says. Bring the list up to date.`,
        );
    }
    writeFileSync(file, parts.join(without));
}

function argumentsOf(catcher: Catcher): readonly string[] {
    const require = createRequire(path.join(root, "package.json"));
    if (catcher.kind === "matrix") {
        const tsNode = require.resolve("ts-node/dist/bin-transpile");
        return [tsNode, path.join("tests", "faults", "main.ts"), "--only", catcher.only];
    }
    const mocha = require.resolve("mocha/bin/mocha.js");
    const { spec, grep } = catcher;
    return [mocha, "--bail", spec, ...(grep === undefined ? [] : ["--grep", grep])];
}

function run(
    cwd: string,
    args: readonly string[],
): Promise<{ readonly exitCode: number; readonly output: string }> {
    return new Promise((resolve) => {
        const child = spawn(execPath, args, { cwd, env: { ...env, MODEL_RUNS } });
        let output = "";
        const take = (chunk: Buffer): void => {
            output += chunk.toString("utf8");
        };
        child.stdout.on("data", take);
        child.stderr.on("data", take);
        child.once("close", (code) => {
            resolve({ exitCode: code ?? -1, output });
        });
    });
}
