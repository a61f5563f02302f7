import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { parse } from "yaml";

/** What an engine needs of a project's `Pulumi.yaml`. */
export interface ProjectFile {
    readonly name: string;
    /** Folder with the file. */
    readonly root: string;
    /** Folder that the program and the provider run in. */
    readonly cwd: string;
    /** What the program's runner is given: a file, or "." for the folder. */
    readonly entry: string;
    /** Default values of config that the project declares, by full key. */
    readonly config: Readonly<Record<string, string>>;
    /** Folders of native providers that the project names, by the provider's name. */
    readonly plugins: ReadonlyMap<string, string>;
}

/** Reads the project in a folder. */
export function readProjectFile(root: string): ProjectFile {
    const file = ["Pulumi.yaml", "Pulumi.yml"]
        .map((name) => path.join(root, name))
        .find(existsSync);
    if (file === undefined) throw new Error(`no Pulumi.yaml in ${root}`);
    const yaml = parse(readFileSync(file, "utf8")) as {
        readonly name: string;
        readonly main?: string;
        readonly config?: Readonly<Record<string, unknown>>;
        readonly plugins?: ProjectPlugins;
    };
    const main = path.resolve(root, yaml.main ?? ".");
    const isFolder = existsSync(main) && statSync(main).isDirectory();
    return {
        name: yaml.name,
        root,
        cwd: isFolder ? main : path.dirname(main),
        entry: isFolder ? "." : path.basename(main),
        config: declaredConfig(yaml.name, yaml.config ?? {}),
        plugins: new Map(
            (withAbsolutePlugins(yaml, root).plugins?.providers ?? []).map((plugin) => [
                plugin.name,
                plugin.path,
            ]),
        ),
    };
}

interface ProjectPlugins {
    readonly providers?: readonly { readonly name: string; readonly path: string }[];
}

/** A project with the folders of its native providers as they are seen from anywhere. */
export function withAbsolutePlugins<T extends { readonly plugins?: ProjectPlugins }>(
    project: T,
    root: string,
): T {
    const { plugins } = project;
    if (plugins?.providers === undefined) return project;
    const providers = plugins.providers.map((plugin) => ({
        ...plugin,
        path: path.resolve(root, plugin.path),
    }));
    return { ...project, plugins: { ...plugins, providers } };
}

function declaredConfig(
    project: string,
    config: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
    const entries = Object.entries(config).flatMap(([key, value]): [string, string][] => {
        const declared = typeof value === "object" && value !== null ? declaredValue(value) : value;
        if (declared === undefined || declared === null) return [];
        const text = typeof declared === "string" ? declared : JSON.stringify(declared);
        return [[key.includes(":") ? key : `${project}:${key}`, text]];
    });
    return Object.fromEntries(entries);
}

function declaredValue(declaration: object): unknown {
    if ("value" in declaration) return declaration.value;
    return "default" in declaration ? declaration.default : undefined;
}
