import { mkdirSync } from "node:fs";
import path from "node:path";

import { create } from "tar";

import { version } from "../package.json";

const folder = path.resolve(__dirname, "..");

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

/** The names of the archives, as Pulumi asks for them. */
export const pluginArchives = machines.map(
    (machine) => `pulumi-resource-whatsapp-v${version}-${machine}.tar.gz`,
);

/**
 * Makes the archives that `pulumi plugin install` and a plugin download URL expect. The plugin has
 * to be built.
 */
export async function packPlugin(out: string): Promise<void> {
    mkdirSync(out, { recursive: true });
    for (const name of pluginArchives) {
        // The same files make the same archive, whoever packs them and when.
        const options = { cwd: folder, portable: true, mtime: new Date(0), gzip: true };
        await create({ ...options, file: path.join(out, name) }, files);
    }
}
