import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";

import { Command } from "commander";

import { notesOf } from "./changelog";
import { packInto } from "./packInto";
import { manifestOf, packageFolders, root, writeManifest } from "./packages";
import { releaseProblems } from "./releaseProblems";
import { originOf, repositoryIn } from "./repository";

const program = new Command("release").description("What a release needs, step by step.");

program
    .command("check")
    .argument("<tag>", "the tag of the release, such as v0.2.0")
    .description("says what keeps a release from going out; exit code 1 where something does")
    .action((tag: string) => {
        const packages = Object.fromEntries(
            packageFolders.map((folder) => [folder, manifestOf(folder)]),
        );
        const problems = releaseProblems({
            tag,
            root: manifestOf("."),
            plugin: manifestOf("plugin"),
            packages,
            changelog: changelog(),
        });
        for (const problem of problems) process.stdout.write(`${problem}\n`);
        if (problems.length > 0) process.exitCode = 1;
        else process.stdout.write(`${tag} can be released.\n`);
    });

program
    .command("notes")
    .argument("<tag>", "the tag of the release, such as v0.2.0")
    .description("prints what the version brings, from CHANGELOG.md")
    .action((tag: string) => {
        const notes = notesOf(changelog(), tag.replace(/^v/, ""));
        if (notes === undefined) program.error(`CHANGELOG.md says nothing of ${tag}.`);
        process.stdout.write(`${notes}\n`);
    });

program
    .command("pack")
    .argument("<folder>", "an empty folder, or one that does not exist")
    .description("packs every package and the native plugin, with a file of checksums")
    .action(packInto);

program
    .command("repository")
    .argument("<owner/name>", "the repository on GitHub")
    .description("writes where the packages come from into every package.json and the page at npm")
    .action((repository: string) => {
        if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) {
            program.error(`"${repository}" is no repository. Write it as owner/name.`);
        }
        const former = repositoryIn(manifestOf(".")) ?? "";
        const page = path.join(root, "provider", "README.md");
        const address = "https://github.com/";
        const text = readFileSync(page, "utf8");
        writeFileSync(page, text.replaceAll(`${address}${former}/`, `${address}${repository}/`));
        for (const folder of [".", ...packageFolders]) {
            writeManifest(folder, { ...manifestOf(folder), ...originOf(repository, folder) });
        }
    });

void program.parseAsync();

function changelog(): string {
    return readFileSync(path.join(root, "CHANGELOG.md"), "utf8");
}
