import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { checksumFile, packInto } from "../../../release/packInto";
import { manifestOf, packageFolders, root } from "../../../release/packages";

describe("packInto", function () {
    this.timeout(60_000);
    const folder = mkdtempSync(path.join(tmpdir(), "release-"));

    before(() => {
        packInto(folder);
    });

    after(() => {
        rmSync(folder, { recursive: true });
    });

    it("packs each package under the name that the release workflow publishes", () => {
        const names = packageFolders
            .map(manifestOf)
            .map(({ name, version }) => `${name}-${version}.tgz`);
        assert.deepEqual(readdirSync(folder).sort(), [checksumFile, ...names].sort());
        const workflow = readFileSync(path.join(root, ".github/workflows/release.yml"), "utf8");
        assert.ok(workflow.includes('"./packed/$PACKAGE-${GITHUB_REF_NAME#v}.tgz"'));
    });

    it("writes the checksum of each, as sha256sum reads it", () => {
        const lines = readFileSync(path.join(folder, checksumFile), "utf8").trimEnd().split("\n");
        assert.equal(lines.length, packageFolders.length);
        for (const line of lines) {
            const [digest, name = ""] = line.split("  ");
            const file = readFileSync(path.join(folder, name));
            assert.equal(createHash("sha256").update(file).digest("hex"), digest);
        }
    });
});
