import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";

import { equipmentDigest, type EquipmentDigest } from "./equipmentDigest";

const root = path.join(__dirname, "..", "..");
const digestFile = path.join(__dirname, "passed.json");
const specs = "tests/engine/{,replay/,stand-in/}*.spec.ts";
const what = "the replay of the recordings and the stand-in engine's own specs";

/**
 * Runs the specs of the test equipment if its files have changed since they last passed. With
 * `--always` it runs them in any case, and notes the files that passed.
 */
function main(isAlways: boolean): number {
    const digest = equipmentDigest(root);
    const reason = changeSince(digest);
    if (!isAlways) {
        process.stdout.write(
            'left to "npm run check": the packed packages with npm and pnpm, other versions of @pulumi/pulumi, the long runs, and 2,000 lives of the model\n',
        );
    }
    if (reason === undefined && !isAlways) {
        process.stdout.write(
            `skipped: ${what}, which passed with these very files and @pulumi/pulumi ${digest.pulumi}; "npm run check:equipment" runs them\n`,
        );
        return 0;
    }
    if (reason !== undefined) process.stdout.write(`runs ${what}: ${reason}\n`);
    const exitCode = runSpecs();
    if (exitCode === 0 && isAlways && reason !== undefined) {
        writeFileSync(digestFile, `${JSON.stringify(digest, undefined, 4)}\n`);
        process.stdout.write(`noted in ${path.relative(root, digestFile)}: commit it\n`);
    }
    return exitCode;
}

function changeSince({ pulumi, files }: EquipmentDigest): string | undefined {
    const passed = JSON.parse(readFileSync(digestFile, "utf8")) as EquipmentDigest;
    if (passed.pulumi !== pulumi) {
        return `@pulumi/pulumi is ${pulumi}, and they passed with ${passed.pulumi}`;
    }
    return passed.files === files ? undefined : "their files have changed since they passed";
}

function runSpecs(): number {
    const mocha = createRequire(__filename).resolve("mocha/bin/mocha.js");
    const args = [mocha, "--parallel", "--jobs", "2", specs];
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
    return status ?? 1;
}

process.exitCode = main(process.argv.includes("--always"));
