import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    realpathSync,
    writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

import { parse, stringify } from "yaml";

import { cleanEnvironment } from "../cleanEnvironment";
import type { ProjectOptions } from "../Engine";
import { readProjectFile, withAbsolutePlugins } from "../stand-in/ProjectFile";

// It only protects a test's own state, which is removed afterwards.
const passphrase = "a passphrase of the tests";

/**
 * A folder in which the command line finds the project. It keeps config and state away from the
 * program.
 */
export class RealProject {
    /** The folder that the command line runs in. */
    readonly dir = mkdtempSync(path.join(tmpdir(), "pulumi-engine-"));
    /** The folder with the state. */
    readonly stateDir = path.join(this.dir, "state");
    readonly #options: ProjectOptions;
    readonly #programDir: string;
    readonly #command: string;

    constructor(command: string, options: ProjectOptions) {
        this.#command = command;
        this.#options = options;
        const { root, cwd, entry } = readProjectFile(path.resolve(options.programDir));
        this.#programDir = cwd;
        mkdirSync(this.stateDir);
        const yaml = parse(readFileSync(path.join(root, "Pulumi.yaml"), "utf8")) as object;
        const main = entry === "." ? cwd : path.join(cwd, entry);
        writeFileSync(
            path.join(this.dir, "Pulumi.yaml"),
            stringify({ ...withAbsolutePlugins(yaml, root), main }),
        );
    }

    /** The environment of the command line, and of program and provider. */
    environment(
        env: Readonly<Record<string, string | undefined>>,
    ): Readonly<Record<string, string>> {
        const clean = cleanEnvironment(env);
        const folders = [
            ...(this.#options.node === undefined ? [] : [path.dirname(this.#options.node)]),
            path.dirname(process.execPath),
            ...this.#providerScriptDir(),
            ...(clean["PATH"] ?? process.env["PATH"] ?? "").split(path.delimiter),
        ];
        return {
            ...clean,
            PATH: folders.join(path.delimiter),
            PULUMI_HOME: path.join(this.dir, "home"),
            PULUMI_BACKEND_URL: `file://${this.stateDir}`,
            PULUMI_CONFIG_PASSPHRASE: passphrase,
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            // Without it the command line has no event log.
            PULUMI_DEBUG_COMMANDS: "true",
            PULUMI_NEO: "false",
            PULUMI_DISABLE_CI_DETECTION: "1",
        };
    }

    // An installed command line has the script that starts the provider process beside it. The
    // package has the script, too.
    #providerScriptDir(): readonly string[] {
        const script = "pulumi-resource-pulumi-nodejs";
        if (existsSync(path.join(path.dirname(realpathSync(this.#command)), script))) return [];
        const require = createRequire(path.join(this.#programDir, "package.json"));
        return [path.dirname(require.resolve("@pulumi/pulumi/package.json"))];
    }
}
