import { execFileSync } from "node:child_process";

import { withoutUndefined } from "../../graph/jsonObject";
import { oneLine } from "../Report";
import type { Surroundings } from "../Shell";
import type { Maker } from "./Evidence";

/**
 * Who makes an evidence, as GitHub Actions, GitLab CI or the machine says; only the signature
 * proves it.
 *
 * @param runBy - what the user says.
 */
export function makerOf(
    { env, folder }: Pick<Surroundings, "env" | "folder">,
    version: string,
    runBy: string | undefined,
): Maker {
    const first = (...names: readonly string[]): string | undefined =>
        names.map((name) => env[name]).find((value) => value !== undefined && value !== "");
    const by = runBy ?? first("GITHUB_ACTOR", "GITLAB_USER_LOGIN", "USER", "LOGNAME", "USERNAME");
    return withoutUndefined({
        package: { name: "pulumi-whatsapp", version },
        runBy: by === undefined ? undefined : oneLine(by),
        commit: commitIn(first("GITHUB_SHA", "CI_COMMIT_SHA") ?? checkedOut(folder)),
        runUrl: runUrlOf(env),
    });
}

function commitIn(text: string | undefined): string | undefined {
    return text !== undefined && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : undefined;
}

function checkedOut(folder: string): string | undefined {
    try {
        const stdio: ["ignore", "pipe", "ignore"] = ["ignore", "pipe", "ignore"];
        const options = { cwd: folder, encoding: "utf8", timeout: 10_000, stdio } as const;
        return execFileSync("git", ["rev-parse", "HEAD"], options).trim();
    } catch {
        // No git, no repository, or one without a commit.
        return undefined;
    }
}

function runUrlOf(env: Surroundings["env"]): string | undefined {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
    if (server !== undefined && repository !== undefined && run !== undefined) {
        return `${server}/${repository}/actions/runs/${run}`;
    }
    const job = env["CI_JOB_URL"];
    return job === "" ? undefined : job;
}
