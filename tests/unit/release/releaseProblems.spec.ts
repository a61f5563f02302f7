import assert from "node:assert/strict";

import { notesOf } from "../../../release/changelog";
import { manifestOf, packageFolders } from "../../../release/packages";
import { releaseProblems, type Release } from "../../../release/releaseProblems";
import { originOf, repositoryIn } from "../../../release/repository";

const repository = "acme/pulumi-whatsapp";

function manifest(folder: string, version = "0.2.0") {
    return { name: folder, version, ...originOf(repository, folder) };
}

const ready: Release = {
    tag: "v0.2.0",
    root: manifest("."),
    plugin: { name: "plugin", version: "0.2.0" },
    packages: { provider: manifest("provider"), policy: manifest("policy") },
    changelog: "# Changelog\n\n## Unreleased\n\n## 0.2.0\n\n- New.\n\n## 0.1.0\n\n- First.\n",
};

describe("releaseProblems", () => {
    it("has nothing against a release that is ready", () => {
        assert.deepEqual(releaseProblems(ready), []);
    });

    it("wants the tag's version in every package.json", () => {
        const packages = { ...ready.packages, policy: manifest("policy", "0.1.0") };
        const plugin = { ...ready.plugin, version: "0.1.0" };
        assert.deepEqual(releaseProblems({ ...ready, packages, plugin }), [
            "plugin has version 0.1.0, and the tag is v0.2.0. Give every package.json the tag's version.",
            "policy has version 0.1.0, and the tag is v0.2.0. Give every package.json the tag's version.",
        ]);
    });

    it("takes no tag but a version", () => {
        for (const tag of ["0.2.0", "v0.2", "v0.2.0-rc.1"]) {
            assert.match(releaseProblems({ ...ready, tag }).join("\n"), /is no version\./);
        }
    });

    it("wants lines in the changelog, and none left under Unreleased", () => {
        const changelog = "# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.2.0\n";
        assert.deepEqual(releaseProblems({ ...ready, changelog }), [
            'CHANGELOG.md says nothing of 0.2.0. Add a section "## 0.2.0".',
            'CHANGELOG.md has lines under "Unreleased". Move them to "## 0.2.0", or take them out.',
        ]);
    });

    it("wants a repository in place of the placeholder, the same in every package", () => {
        const placeholder = { ...ready.root, ...originOf("OWNER/pulumi-whatsapp", ".") };
        assert.match(
            releaseProblems({ ...ready, root: placeholder }).join(),
            /^package\.json names no repository\. Run: npm run release -- repository/,
        );
        const other = { ...manifest("policy"), ...originOf("acme/other", "policy") };
        const packages = { ...ready.packages, policy: other };
        assert.match(
            releaseProblems({ ...ready, packages }).join(),
            /^policy names another repository than the root\./,
        );
    });
});

describe("the notes of a release", () => {
    it("are the lines of its section", () => {
        assert.equal(notesOf(ready.changelog, "0.2.0"), "- New.");
        assert.equal(notesOf(ready.changelog, "0.1.0"), "- First.");
        assert.equal(notesOf(ready.changelog, "0.3.0"), undefined);
    });
});

describe("the packages of this repository", () => {
    it("come from the repository that the root names", () => {
        const named = repositoryIn(manifestOf("."));
        assert.ok(named);
        for (const folder of [".", ...packageFolders]) {
            const { repository: from, bugs, homepage } = manifestOf(folder);
            assert.deepEqual({ repository: from, bugs, homepage }, originOf(named, folder));
        }
    });

    it("have the root's version", () => {
        const { version } = manifestOf(".");
        for (const folder of packageFolders) assert.equal(manifestOf(folder).version, version);
    });
});
