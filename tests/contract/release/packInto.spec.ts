import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { pluginArchives } from "../../../plugin/scripts/packPlugin";
import { checksumFile, packInto } from "../../../release/packInto";
import { manifestOf, packageFolders, root } from "../../../release/packages";

describe("packInto", function () {
    this.timeout(60_000);
    const folder = mkdtempSync(path.join(tmpdir(), "release-"));
    const workflow = readFileSync(path.join(root, ".github/workflows/release.yml"), "utf8");

    before(() => packInto(folder));

    after(() => {
        rmSync(folder, { recursive: true });
    });

    it("packs each package under the name that the release workflow publishes", () => {
        const names = packageFolders
            .map(manifestOf)
            .map(({ name, version }) => `${name}-${version}.tgz`);
        const packed = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
        assert.deepEqual(packed.sort(), names.sort());
        assert.ok(workflow.includes('"./packed/$PACKAGE-${GITHUB_REF_NAME#v}.tgz"'));
    });

    it("packs the native plugin for each machine, under the name that Pulumi asks a release for", () => {
        const { version } = manifestOf("plugin");
        const machines = ["darwin", "linux", "windows"].flatMap((system) => [
            `${system}-amd64`,
            `${system}-arm64`,
        ]);
        const packed = readdirSync(folder).filter((name) => name.endsWith(".tar.gz"));
        assert.deepEqual(
            packed.sort(),
            machines.map((machine) => `pulumi-resource-whatsapp-v${version}-${machine}.tar.gz`),
        );
    });

    it("holds all that the release attaches, and nothing else", () => {
        assert.equal(readdirSync(folder).length, packageFolders.length + pluginArchives.length + 1);
        assert.match(workflow, /run: npm run release --silent -- pack packed\n/);
        assert.match(workflow, /run: gh release create .* packed\/\*\n/);
    });

    it("writes the checksum of each, as sha256sum reads it", () => {
        const lines = readFileSync(path.join(folder, checksumFile), "utf8").trimEnd().split("\n");
        assert.equal(lines.length, packageFolders.length + pluginArchives.length);
        for (const line of lines) {
            const [digest, name = ""] = line.split("  ");
            const file = readFileSync(path.join(folder, name));
            assert.equal(createHash("sha256").update(file).digest("hex"), digest);
        }
    });
});
