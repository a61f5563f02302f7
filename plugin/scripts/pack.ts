import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stdout } from "node:process";

import { create } from "tar";

import { version } from "../package.json";

const folder = path.resolve(__dirname, "..");
const out = path.join(folder, "dist/archives");

// All that a plugin needs is in these; Node.js is looked for on the PATH. PulumiPlugin.yaml is for
// a folder that Pulumi runs as a program: with it, Pulumi would have npm install nothing, and take
// the missing node_modules for a failure.
const files = [
    "LICENSE",
    "README.md",
    "dist/index.js",
    "package.json",
    "pulumi-resource-whatsapp",
    // On Windows Pulumi looks for an .exe and then for a .cmd; its dynamic provider is a .cmd too.
    "pulumi-resource-whatsapp.cmd",
    "schema.json",
];

// The archives are the same, and Pulumi asks for one by the machine's name.
const machines = ["darwin", "linux", "windows"].flatMap((system) => [
    `${system}-amd64`,
    `${system}-arm64`,
]);

/**
 * Makes the archives that `pulumi plugin install` and a plugin download URL expect, and a file of
 * checksums for `sha256sum --check`.
 */
async function pack(): Promise<void> {
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    const sums: string[] = [];
    for (const machine of machines) {
        const name = `pulumi-resource-whatsapp-v${version}-${machine}.tar.gz`;
        const file = path.join(out, name);
        // The same files make the same archive, whoever packs them and when.
        const options = { cwd: folder, portable: true, mtime: new Date(0), gzip: true };
        await create({ ...options, file }, files);
        const sum = createHash("sha256").update(readFileSync(file)).digest("hex");
        sums.push(`${sum}  ${name}\n`);
        stdout.write(`${path.relative(process.cwd(), file)}\n`);
    }
    writeFileSync(path.join(out, "SHA256SUMS"), sums.join(""));
}

void pack();
