import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { parse } from "yaml";

/** The parts of a project's `Pulumi.yaml` that an engine needs. */
export interface ProjectFile {
    readonly name: string;
    /** Folder with the file. */
    readonly root: string;
    /** Folder in which the program and the provider run. */
    readonly cwd: string;
    /** The argument for the program's runner: a file, or "." for the folder. */
    readonly entry: string;
    /** The project's default values of config, by full key. */
    readonly config: Readonly<Record<string, string>>;
    /** Folders of the project's native providers, by the provider's name. */
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

/** A project with absolute folders of its native providers. */
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
