import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import type { GitHub } from "./GitHub";

/** The parts that an action works on. */
export interface ActionOrder {
    readonly github: GitHub;
    /** The context `github`. */
    readonly context: ActionContext;
    /** The bare repository. */
    readonly repository: string;
    readonly workspace: string;
    readonly inputs: Readonly<Record<string, string>>;
    readonly env: Readonly<Record<string, string>>;
}

/** The parts of the context `github` that the actions read. */
export interface ActionContext {
    readonly sha: string;
    readonly ref: string;
    readonly run_id: number;
    readonly server_url: string;
    readonly repository: string;
    readonly event: { readonly pull_request?: { readonly number: number } };
}

/** The stand-in for an action, with a description and what it does. */
export interface StandInAction {
    readonly says: string;
    run(order: ActionOrder): Promise<void> | void;
}

/** The actions that the workflows use, without their versions. */
export const actions: Readonly<Record<string, StandInAction>> = {
    "actions/checkout": {
        says: "a clone of the bare repository, at the run's commit",
        run: ({ repository, workspace, context }) => {
            execFileSync("git", ["clone", "--quiet", repository, workspace]);
            execFileSync("git", ["checkout", "--quiet", "--detach", context.sha], {
                cwd: workspace,
            });
        },
    },
    "actions/setup-node": {
        says: "the Node.js that runs the tests",
        run: () => undefined,
    },
    "pulumi/actions": {
        says: "the pulumi command of the tests, which is on the PATH already",
        run: () => undefined,
    },
    "actions/cache/restore": {
        says: "the newest copy whose key fits, of this branch or the default one",
        run: ({ github, context, workspace, inputs }) => {
            const { key = "", path: name = "", "restore-keys": prefixes = "" } = inputs;
            const wanted = { key, name, ref: context.ref, prefixes: prefixes.split("\n") };
            github.restoreCache(wanted, path.join(workspace, name));
        },
    },
    "actions/cache/save": {
        says: "a copy under its key; where the path is missing, a warning and no failure",
        run: ({ github, context, workspace, inputs }) => {
            const { key = "", path: name = "" } = inputs;
            const from = path.join(workspace, name);
            if (existsSync(from)) github.saveCache({ key, name, ref: context.ref }, from);
        },
    },
    "actions/upload-artifact": {
        says: "a copy; where the path is missing, the failure that its input asks for",
        run: ({ github, workspace, inputs }) => {
            const { name = "artifact", path: file = "" } = inputs;
            const from = path.join(workspace, file);
            if (existsSync(from)) github.saveArtifact(name, from);
            else if (inputs["if-no-files-found"] === "error") throw new Error(`no ${file}`);
        },
    },
    "actions/github-script": {
        says: "the script itself, with comments and issues that are kept in memory",
        run: async ({ github, context, workspace, inputs, env }) => {
            const require = createRequire(path.join(workspace, "script.js"));
            const inWorkspace = (name: string): unknown =>
                name === "fs"
                    ? {
                          readFileSync: (file: string) =>
                              readFileSync(path.join(workspace, file), "utf8"),
                      }
                    : require(name);
            const given = {
                github: github.api,
                context: scriptContext(context),
                require: inWorkspace,
                process: { env },
            };
            const names = Object.keys(given);
            // eslint-disable-next-line @typescript-eslint/no-implied-eval -- as the action does it
            const script = new Function(
                ...names,
                `return (async () => {${inputs["script"] ?? ""}})();`,
            ) as (...values: readonly unknown[]) => Promise<void>;
            await script(...Object.values(given));
        },
    },
};

/** A script names some parts of the context differently than an expression does. */
function scriptContext({ repository, run_id, server_url, event }: ActionContext) {
    const [owner, repo] = repository.split("/");
    const number = event.pull_request?.number;
    return { repo: { owner, repo }, issue: { number }, runId: run_id, serverUrl: server_url };
}
