import {
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { parse, stringify } from "yaml";

import { withAbsolutePlugins } from "../stand-in/ProjectFile";

const root = path.join(__dirname, "..", "..", "..");
const compiled = new Map<string, string>();

/**
 * The folder of a program of `tests/programs` in JavaScript. It is made once, because compiling
 * takes most of the time of a run.
 */
export function compiledProgram(name: string): string {
    const folder = compiled.get(name) ?? compile(name);
    compiled.set(name, folder);
    return folder;
}

function compile(name: string): string {
    const source = path.join(root, "tests", "programs", name);
    const folder = mkdtempSync(path.join(tmpdir(), "compiled-program-"));
    process.once("exit", () => {
        rmSync(folder, { recursive: true, force: true });
    });
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "dir");
    for (const file of readdirSync(source).filter((item) => item.endsWith(".ts"))) {
        const { outputText } = transpileModule(readFileSync(path.join(source, file), "utf8"), {
            compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
        });
        writeFileSync(path.join(folder, file.replace(/\.ts$/, ".js")), outputText);
    }
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name, private: true }));
    const project = parse(readFileSync(path.join(source, "Pulumi.yaml"), "utf8")) as object;
    const runtime = { name: "nodejs", options: { typescript: false } };
    const compiled = { ...withAbsolutePlugins(project, source), runtime };
    writeFileSync(path.join(folder, "Pulumi.yaml"), stringify(compiled));
    return folder;
}
