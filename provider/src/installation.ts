import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import * as pulumi from "@pulumi/pulumi";

const packageName = "pulumi-whatsapp";
const providerModule = `${packageName}/provider`;

// Pulumi starts the program in the folder in which it later starts the provider. The program may
// change its folder afterwards, so it is noted as early as can be.
const programFolder = process.cwd();

let isChecked = false;

/**
 * Throws unless the provider will be found where Pulumi looks for it, in this very version.
 *
 * Pulumi loads the provider by name from the program's folder, in another process, long after the
 * program's own imports went well: a component library that brings this package along is enough
 * for the program and, under pnpm, not for the provider. Looked at once a process, and not with
 * mocks, where no provider runs.
 */
export function assertResolvableFromProgram(): void {
    if (isChecked || !isRunByPulumi(process.env, pulumi.runtime)) {
        return;
    }
    const problem = installationProblem(programFolder);
    if (problem !== undefined) {
        throw new pulumi.RunError(problem);
    }
    isChecked = true;
}

/** What of Pulumi's runtime tells whether an engine is there. */
export interface EngineConnection {
    hasMonitor(): boolean;
    getMonitor(): object | undefined;
}

/**
 * Whether an engine runs this program. Pulumi's own runner names the engine's monitor in the
 * environment. An inline program of the Automation API has a monitor and nothing in the
 * environment, and its provider is loaded from the current folder; so have mocks, which say so.
 */
export function isRunByPulumi(
    env: Readonly<Record<string, string | undefined>>,
    connection: EngineConnection,
): boolean {
    const monitor = env["PULUMI_NODEJS_MONITOR"] ?? "";
    if (monitor !== "") return monitor !== "mock";
    return connection.hasMonitor() && !("mocks" in (connection.getMonitor() ?? {}));
}

/**
 * Why the provider will not be found from the folder, and what to add where; undefined if it
 * will.
 */
export function installationProblem(folder: string): string | undefined {
    const own = versionAbove(ownFolder());
    const found = resolvedFrom(folder);
    const remedy = `Add "${packageName}": "${own ?? "*"}" to the dependencies in ${manifestAbove(folder)} and install again; that package needs it as its own dependency, even if a component library depends on it`;
    if (found === undefined) {
        return `Cannot use ${packageName} in this program: ${providerModule} is not found from ${folder}, from where Pulumi loads it. ${remedy}.`;
    }
    const version = versionAbove(dirname(found));
    if (own === undefined || version === own) {
        return undefined;
    }
    return `Cannot use ${packageName} in this program: the program loaded version ${own}, and from ${folder} Pulumi would load version ${version ?? "unknown"}. ${remedy}.`;
}

function resolvedFrom(folder: string): string | undefined {
    try {
        return createRequire(join(folder, "program.js")).resolve(providerModule);
    } catch {
        return undefined;
    }
}

// A bundler may leave neither the folder nor the manifest. Then there is no version to compare.
function ownFolder(): string | undefined {
    return typeof __dirname === "string" ? __dirname : undefined;
}

function versionAbove(folder: string | undefined): string | undefined {
    for (const candidate of foldersUpFrom(folder)) {
        const manifest = manifestIn(candidate);
        if (manifest?.["name"] === packageName) {
            return typeof manifest["version"] === "string" ? manifest["version"] : undefined;
        }
    }
    return undefined;
}

function manifestAbove(folder: string): string {
    const home = foldersUpFrom(folder).find((candidate) => manifestIn(candidate) !== undefined);
    return join(home ?? folder, "package.json");
}

function foldersUpFrom(folder: string | undefined): readonly string[] {
    if (folder === undefined) {
        return [];
    }
    const parent = dirname(folder);
    return parent === folder ? [folder] : [folder, ...foldersUpFrom(parent)];
}

function manifestIn(folder: string): Readonly<Record<string, unknown>> | undefined {
    try {
        const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
        return typeof manifest === "object" && manifest !== null ? { ...manifest } : undefined;
    } catch {
        return undefined;
    }
}
