import { writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";

import { runToSuccess } from "./runCommand";
import { runFolder } from "./runFolder";

/** The Node.js binary of a major version: that of this test, or one from npm. */
export async function nodeOfMajor(major: number): Promise<string> {
    if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
    const folder = runFolder(`node-${major}`);
    const manifest = {
        private: true,
        dependencies: { node: String(major) },
        // The package installs its binary with a script.
        allowScripts: { node: true },
    };
    writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
    const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"] as const;
    await runToSuccess(["npm", "install", ...quiet], folder);
    return path.join(folder, "node_modules", "node", "bin", "node");
}

/**
 * Runs a task as if these tests ran on another Node.js. The stand-in engine starts programs with
 * the binary of the tests.
 */
export async function underNode<T>(node: string, work: () => Promise<T>): Promise<T> {
    const own = process.execPath;
    process.execPath = node;
    try {
        return await work();
    } finally {
        process.execPath = own;
    }
}
