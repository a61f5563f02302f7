import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { packageFolders, root } from "../../../release/packages";
import { packedFiles } from "./packedFiles";

// What each package holds besides the compiled sources and the worlds of the simulator.
const besides: Readonly<Record<(typeof packageFolders)[number], readonly string[]>> = {
    provider: [
        "LICENSE",
        "README.md",
        "bin/pulumi-whatsapp.js",
        "evidence/evidence-v1.schema.json",
        "evidence/page.eta",
        "numbers/numbers-v1.schema.json",
        "package.json",
    ],
    simulator: ["LICENSE", "README.md", "bin/pulumi-whatsapp-simulator.js", "package.json"],
    policy: ["LICENSE", "PulumiPolicy.yaml", "README.md", "package.json"],
};

for (const folder of packageFolders) {
    describe(`what npm would take of ${folder}`, function () {
        this.timeout(60_000);
        let files: readonly string[];

        before(async () => {
            files = await packedFiles(folder, "pack");
        });

        it("holds its own files, compiled sources, worlds, and nothing else", () => {
            const others = files.filter((file) => !/^(dist|worlds)\//.test(file));
            assert.deepEqual(others, besides[folder]);
            const odd = files.filter(
                (file) => /^(dist|worlds)\//.test(file) && !/\.(js|js\.map|d\.ts|json)$/.test(file),
            );
            assert.deepEqual(odd, []);
        });

        it("holds nothing that was compiled from a source which is gone", () => {
            const orphans = files.filter((file) => {
                const name = /^dist\/(.+?)\.(?:js|js\.map|d\.ts)$/.exec(file)?.[1];
                return (
                    name !== undefined && !existsSync(path.join(root, folder, "src", `${name}.ts`))
                );
            });
            assert.deepEqual(orphans, []);
        });

        it("holds every file that its package.json names", () => {
            const manifest = readFileSync(path.join(root, folder, "package.json"), "utf8");
            const named = manifest.match(/"(?:\.\/)?(?:dist|bin)\/[\w./-]+\.(?:js|d\.ts)"/g) ?? [];
            const paths = named.map((text) => text.slice(1, -1).replace("./", ""));
            assert.ok(paths.length > 0);
            assert.deepEqual(
                paths.filter((file) => !files.includes(file)),
                [],
            );
        });

        it("names no folder of the machine that it was built on", () => {
            const telling = files.filter((file) =>
                readFileSync(path.join(root, folder, file), "utf8").includes(root),
            );
            assert.deepEqual(telling, []);
        });
    });
}
