import { execFileSync } from "node:child_process";
import path from "node:path";
import process from "node:process";

import { median } from "./median";

// The machine's first load of a file says nothing about the package.
const warmUps = 1;
const measured = 9;

/** How long a program takes to load its packages, in milliseconds. */
export interface LoadTimes {
    /** Only the Pulumi SDK, which every program loads. */
    readonly sdkMs: number;
    /** The time that this package adds. */
    readonly packageMs: number;
}

const script = `
    const start = performance.now();
    require("@pulumi/pulumi");
    const between = performance.now();
    require("pulumi-whatsapp");
    process.stdout.write(JSON.stringify([between - start, performance.now() - between]));
`;

/** Loads both in new processes and takes the medians. */
export function loadTimes(): LoadTimes {
    const runs = Array.from({ length: warmUps + measured }, run).slice(warmUps);
    return {
        sdkMs: median(runs.map(([sdkMs]) => sdkMs)),
        packageMs: median(runs.map(([, packageMs]) => packageMs)),
    };
}

function run(): readonly [number, number] {
    const cwd = path.join(__dirname, "program");
    const text = execFileSync(process.execPath, ["-e", script], { cwd, encoding: "utf8" });
    return JSON.parse(text) as [number, number];
}
