import { createRequire, Module } from "node:module";
import path from "node:path";
import process from "node:process";

// Loads the whole package, so that no program has to do it.
import "@pulumi/pulumi";
import * as settings from "@pulumi/pulumi/runtime/settings";

import { toldTheUser } from "./Program";
import type { WarmReport, WarmRun } from "./WarmRunner";

// Pulumi's own runner of programs. Pulumi publishes no types for it.
interface PulumiRunner {
    run(
        args: { readonly _: readonly string[]; readonly pwd: string },
        programStarted: () => void,
        reportLoggedError: (error: unknown) => void,
        isErrorReported: (error: unknown) => boolean,
    ): Promise<unknown>;
}

const runnerFolder = path.dirname(require.resolve("@pulumi/pulumi/cmd/run"));
keepFromRunning(path.join(runnerFolder, "index.js"));
const runner = createRequire(__filename)(path.join(runnerFolder, "run.js")) as PulumiRunner;
const watched = ["uncaughtException", "unhandledRejection", "exit"];
// The loaders by file extension. Node.js publishes no type for them.
const { _extensions: loaders } = Module as unknown as {
    readonly _extensions: Record<string, unknown>;
};
// Only this file needed the tests' own loader. A program uses Pulumi's loader.
Reflect.deleteProperty(loaders, ".ts");
const loadersBefore = { ...loaders };
const listeningBefore = new Map(watched.map((event) => [event, process.rawListeners(event)]));

// The command line around the runner would run the program in its arguments.
function keepFromRunning(file: string): void {
    const commandLine = new Module(file);
    commandLine.exports = { nodeJSProcessExitedAfterLoggingUserActionableMessage: toldTheUser };
    require.cache[file] = commandLine;
}

// Runs a program as Pulumi's `cmd/run` runs the only program of its process.
async function runProgram({ cwd, entry, env }: WarmRun): Promise<void> {
    becomeNew(env);
    const logged = new Set<unknown>();
    const noteLogged = (error: unknown): void => {
        const isFirst = logged.size === 0;
        logged.add(error);
        // The requests of the program finish first. Then a failed program ends the process.
        if (isFirst) void settings.disconnect(false).then(() => process.exit(toldTheUser));
    };
    const isLogged = (error: unknown): boolean => logged.has(error);
    await runner.run({ _: [entry], pwd: cwd }, () => undefined, noteLogged, isLogged);
    await settings.disconnect(true);
    if (logged.size === 0) report({ exitCode: 0 });
}

// Makes this process like a new one: its environment, Pulumi's settings and the program's modules.
function becomeNew(env: Readonly<Record<string, string>>): void {
    for (const key of Object.keys(process.env)) Reflect.deleteProperty(process.env, key);
    Object.assign(process.env, env);
    // Pulumi reads a program's settings from the environment into this object, if it does not
    // exist.
    Reflect.deleteProperty(globalThis, "globalStore");
    for (const ending of Object.keys(loaders)) Reflect.deleteProperty(loaders, ending);
    Object.assign(loaders, loadersBefore);
    for (const file of Object.keys(require.cache)) {
        // Installed packages stay loaded. The package under test is only linked, so it is loaded
        // again.
        if (!isInstalled(file)) Reflect.deleteProperty(require.cache, file);
    }
    for (const [event, listeners] of listeningBefore) {
        process.removeAllListeners(event);
        for (const listener of listeners) process.on(event, listener as () => void);
    }
}

function isInstalled(file: string): boolean {
    return file.split(path.sep).includes("node_modules");
}

function report(message: WarmReport): void {
    process.send?.(message);
}

for (const stream of [process.stdout, process.stderr]) {
    // In order with the report of the end. A pipe would not keep the order.
    stream.write = (text: string | Uint8Array): boolean => {
        const lines = String(text).replace(/\n$/, "").split("\n");
        for (const line of lines) report({ line });
        return true;
    };
}
process.on("message", (run: WarmRun) => {
    void runProgram(run);
});
process.on("disconnect", () => process.exit());
