import { isDeepStrictEqual } from "node:util";

import { notesOf, sectionsOf } from "./changelog";
import type { Manifest } from "./packages";
import { originOf, OWNER_PLACEHOLDER, repositoryIn } from "./repository";

/** The state that is to be released. */
export interface Release {
    /** The tag, such as `v0.2.0`. */
    readonly tag: string;
    /** The package.json of the repository. */
    readonly root: Manifest;
    /** The package.json of the native plugin. Its archives carry this version in their names. */
    readonly plugin: Manifest;
    /** The package.json of each package, by its folder. */
    readonly packages: Readonly<Record<string, Manifest>>;
    readonly changelog: string;
}

/** Why a release must not go out. Each reason is a sentence that says what to do. */
export function releaseProblems(release: Release): readonly string[] {
    return [...versionProblems(release), ...changelogProblems(release), ...originProblems(release)];
}

function versionProblems({ tag, root, plugin, packages }: Release): readonly string[] {
    if (!/^v\d+\.\d+\.\d+$/.test(tag)) {
        return [`The tag ${tag} is no version. Tag a release as v1.2.3.`];
    }
    return Object.values({ root, plugin, ...packages })
        .filter(({ version }) => `v${version}` !== tag)
        .map(
            ({ name, version }) =>
                `${name} has version ${version}, and the tag is ${tag}. Give every package.json the tag's version.`,
        );
}

function changelogProblems({ tag, changelog }: Release): readonly string[] {
    const version = tag.replace(/^v/, "");
    const problems: string[] = [];
    if (notesOf(changelog, version) === undefined) {
        problems.push(`CHANGELOG.md says nothing of ${version}. Add a section "## ${version}".`);
    }
    const unreleased = sectionsOf(changelog).find(({ title }) => title === "Unreleased");
    if ((unreleased?.lines.length ?? 0) > 0) {
        problems.push(
            `CHANGELOG.md has lines under "Unreleased". Move them to "## ${version}", or take them out.`,
        );
    }
    return problems;
}

function originProblems({ root, packages }: Release): readonly string[] {
    const repository = repositoryIn(root);
    const remedy = "Run: npm run release -- repository <owner>/<name>.";
    if (repository === undefined || repository.startsWith(`${OWNER_PLACEHOLDER}/`)) {
        return [`package.json names no repository. ${remedy}`];
    }
    return Object.entries(packages)
        .filter(([folder, manifest]) => !isFrom(manifest, repository, folder))
        .map(([, { name }]) => `${name} names another repository than the root. ${remedy}`);
}

function isFrom(
    { repository, bugs, homepage }: Manifest,
    expected: string,
    folder: string,
): boolean {
    return isDeepStrictEqual({ repository, bugs, homepage }, originOf(expected, folder));
}
