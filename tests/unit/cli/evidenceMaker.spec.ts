import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { makerOf } from "../../../provider/src/cli/evidence/maker";

describe("who makes an evidence", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "evidence-maker-"));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    it("is known by nothing but the package where the machine tells nothing", () => {
        const maker = makerOf({ env: {}, folder }, "1.2.3", undefined);
        assert.deepEqual(maker, { package: { name: "pulumi-whatsapp", version: "1.2.3" } });
    });

    it("has the commit that is checked out", () => {
        const git = (...args: readonly string[]): string =>
            execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();
        git("init", "--quiet");
        const author = ["-c", "user.name=nobody", "-c", "user.email=nobody@example.com"];
        git(...author, "commit", "--quiet", "--allow-empty", "--message", "empty");
        const { commit } = makerOf({ env: {}, folder }, "1.2.3", undefined);
        assert.equal(commit, git("rev-parse", "HEAD"));
    });

    it("is told by GitLab CI, and takes nothing for a commit that is none", () => {
        const env = {
            GITLAB_USER_LOGIN: "nightly\n",
            CI_COMMIT_SHA: "EAA-no-commit",
            CI_JOB_URL: "https://gitlab.example.com/jobs/7",
        };
        const { runBy, commit, runUrl } = makerOf({ env, folder }, "1.2.3", undefined);
        assert.deepEqual([runBy, commit, runUrl], ["nightly ", undefined, env.CI_JOB_URL]);
    });
});
