import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";

import { copyPages } from "../../../release/copyPages";
import { packagePages } from "../../../release/packagePages";
import { manifestOf, packageFolders, root } from "../../../release/packages";
import { repositoryIn } from "../../../release/repository";
import { packedFiles } from "./packedFiles";

// The content of each package, besides the compiled sources and the worlds of the simulator.
const besides: Readonly<Record<(typeof packageFolders)[number], readonly string[]>> = {
    provider: [
        "LICENSE",
        "README.md",
        "bin/pulumi-whatsapp.js",
        "evidence/evidence-v1.schema.json",
        "evidence/page.eta",
        "numbers/numbers-v1.schema.json",
        "numbers/numbersValidator.js",
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
            if (folder === "provider") copyPages();
            files = await packedFiles(folder, "pack");
        });

        it("holds its own files, compiled sources, worlds, pages, and nothing else", () => {
            const pages = folder === "provider" ? packagePages() : new Map<string, string>();
            const others = files.filter(
                (file) => !/^(dist|worlds)\//.test(file) && !pages.has(file),
            );
            assert.deepEqual(others, besides[folder]);
            for (const page of pages.keys()) assert.ok(files.includes(page), page);
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

describe("the pages of the provider's package", () => {
    const pages = packagePages();
    const inPackage = new Set([...pages.keys(), "README.md", "LICENSE"]);
    const isThere = (file: string): boolean =>
        inPackage.has(file) || [...inPackage].some((name) => name.startsWith(`${file}/`));

    it("are all of docs, the examples and the changelog", () => {
        for (const file of ["docs/migration.md", "examples/several-numbers/lines.ts"]) {
            assert.ok(pages.has(file), file);
        }
        const docs = globSync("docs/*.md", { cwd: root });
        assert.deepEqual(
            docs.filter((file) => !pages.has(file)),
            [],
        );
        assert.ok(pages.has("CHANGELOG.md"));
    });

    for (const [page, text] of pages) {
        if (!page.endsWith(".md")) continue;
        it(`link to what is in the package, or to an address: ${page}`, () => {
            const dead = [...text.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)]
                .map(([, link = ""]) => path.posix.join(path.posix.dirname(page), link))
                .filter((file) => !isThere(file.replace(/\/$/, "")));
            assert.deepEqual(dead, []);
        });
    }

    it("are what the README names, which is there in the repository, too", () => {
        const readme = readFileSync(path.join(root, "provider/README.md"), "utf8");
        const repository = repositoryIn(manifestOf(".")) ?? "";
        const links = [...readme.matchAll(/\[([^\]]+)\]\(https:\/\/github\.com\/([^)]+)\)/g)];
        assert.ok(links.length >= 10);
        for (const [, name = "", address] of links) {
            assert.equal(address, `${repository}/blob/main/${name}`);
            assert.ok(isThere(name), name);
        }
        assert.doesNotMatch(readme, /\]\((?!https:)/);
    });

    it("are where messages say that they are", () => {
        const sources = globSync("provider/src/**/*.ts", { cwd: root });
        const named = sources.flatMap((file) => {
            const code = readFileSync(path.join(root, file), "utf8").replace(
                /^\s*(\/\/|\*).*$/gm,
                "",
            );
            return (
                code.match(
                    /[\w./-]*\b(?:docs|examples)\/[\w/-]+\.md|\b(?:README|DESIGN|CHANGELOG)\b/g,
                ) ?? []
            );
        });
        assert.ok(named.length > 0);
        for (const name of named) {
            const page = name.replace("node_modules/pulumi-whatsapp/", "");
            assert.notEqual(page, name, `a message names ${name}, which a user does not have`);
            assert.ok(pages.has(page), page);
        }
    });
});
