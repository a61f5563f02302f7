import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";

import { manifestIn, workspaceVersion } from "./PackedPackages";
import { runCommand, runToSuccess, type CommandOutcome } from "./runCommand";
import { runFolder } from "./runFolder";

const root = path.join(__dirname, "..", "..", "..");

/** What installs a program's dependencies. */
export type PackageManager = "npm" | "pnpm";

/** The dependencies of a program, by name. Values are versions or packed files. */
export type Dependencies = Readonly<Record<string, string>>;

/** The dependencies of every TypeScript program, in the versions of this workspace. */
export function typeScriptTools(): Dependencies {
    const names = ["typescript", "ts-node", "@types/node"];
    return Object.fromEntries(names.map((name) => [name, workspaceVersion(name)]));
}

/** The folder of a Pulumi program. It is empty at first. */
export class ProgramFolder {
    readonly dir: string;
    readonly #manager: PackageManager;

    constructor(name: string, manager: PackageManager) {
        this.dir = runFolder("programs", `${name}-${manager}`);
        this.#manager = manager;
    }

    /**
     * Copies a program of this repository, by its path, into the folder or into a folder inside it.
     */
    add(program: string, folder = "."): string {
        const target = path.join(this.dir, folder);
        cpSync(path.join(root, program), target, {
            recursive: true,
            filter: (file) => path.basename(file) !== "node_modules",
        });
        return target;
    }

    /** Adds lines to the end of a file. */
    append(file: string, text: string): void {
        const target = path.join(this.dir, file);
        writeFileSync(target, `${readFileSync(target, "utf8")}${text}\n`);
    }

    /**
     * Installs exactly these dependencies. `replacing` gives packed files for dependencies of other
     * packages.
     */
    async install(dependencies: Dependencies, replacing: Dependencies = {}): Promise<void> {
        this.#write(dependencies, replacing);
        await runToSuccess(this.#command(), this.dir);
    }

    /** Adds a dependency to those that were installed, and installs again. */
    async addDependency(name: string, version: string): Promise<void> {
        const file = path.join(this.dir, "package.json");
        const manifest = JSON.parse(readFileSync(file, "utf8")) as {
            readonly dependencies: Dependencies;
        };
        const dependencies = { ...manifest.dependencies, [name]: version };
        writeFileSync(file, JSON.stringify({ ...manifest, dependencies }, undefined, 4));
        await runToSuccess(this.#command(), this.dir);
    }

    /** Runs a command of an installed package. */
    runInstalled(name: string, ...args: readonly string[]): Promise<CommandOutcome> {
        const file = path.join(this.dir, "node_modules", ".bin", name);
        return runCommand([file, ...args], { cwd: this.dir });
    }

    /** The version of an installed dependency. */
    installedVersion(name: string): string {
        return manifestIn(path.join(this.dir, "node_modules", name)).version;
    }

    #write(dependencies: Dependencies, replacing: Dependencies): void {
        const manifest = {
            name: "numbers",
            private: true,
            dependencies,
            overrides: replacing,
            pnpm: { overrides: replacing },
        };
        writeFileSync(path.join(this.dir, "package.json"), JSON.stringify(manifest, undefined, 4));
    }

    #command(): readonly [string, ...string[]] {
        // Versions are exact, so the cache has the same files as the registry.
        if (this.#manager === "npm") {
            const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
            return ["npm", "install", ...quiet];
        }
        const pnpm = path.join(root, "node_modules", "pnpm", "bin", "pnpm.cjs");
        const install = ["install", "--no-frozen-lockfile", "--prefer-offline"];
        return [process.execPath, pnpm, ...install];
    }
}
