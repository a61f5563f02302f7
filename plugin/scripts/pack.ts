import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stdout } from "node:process";

import { packPlugin, pluginArchives } from "./packPlugin";

const out = path.resolve(__dirname, "../dist/archives");

/** Makes the archives anew, and a file of checksums for `sha256sum --check`. */
async function pack(): Promise<void> {
    rmSync(out, { recursive: true, force: true });
    await packPlugin(out);
    const sums = pluginArchives.map((name) => {
        const file = path.join(out, name);
        stdout.write(`${path.relative(process.cwd(), file)}\n`);
        return `${createHash("sha256").update(readFileSync(file)).digest("hex")}  ${name}\n`;
    });
    writeFileSync(path.join(out, "SHA256SUMS"), sums.join(""));
}

void pack();
