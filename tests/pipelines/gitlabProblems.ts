import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

import { cleanEnvironment } from "../engine/cleanEnvironment";

const tool = createRequire(__filename).resolve("gitlab-ci-local/src/index.js");

/**
 * The problems of a pipeline by gitlab-ci-local, which checks the file with GitLab's own schema.
 */
export async function gitlabProblems(text: string): Promise<readonly string[]> {
    const folder = mkdtempSync(path.join(tmpdir(), "gitlab-"));
    try {
        writeFileSync(path.join(folder, ".gitlab-ci.yml"), text);
        const env = cleanEnvironment({ HOME: folder, GIT_CONFIG_GLOBAL: "/dev/null" });
        const git = (...args: readonly string[]): unknown =>
            execFileSync("git", args, { cwd: folder, env });
        git("init", "--quiet", "-b", "main");
        git("remote", "add", "origin", "git@gitlab.example.com:example/whatsapp-numbers.git");
        return await new Promise((resolve) => {
            const args = [tool, "--list-all"];
            execFile(process.execPath, args, { cwd: folder, env }, (error, stdout, stderr) => {
                resolve(error === null ? [] : [`${stdout}${stderr}`]);
            });
        });
    } finally {
        rmSync(folder, { recursive: true });
    }
}
