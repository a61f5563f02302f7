import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import { manifestOf, root } from "./packages";
import { OWNER_PLACEHOLDER, repositoryIn } from "./repository";

/** The pages in the published provider: it explains itself without a network. */
const PAGES = [
    "docs/*.md",
    "docs/pictures/preview.svg",
    "examples/*/README.md",
    "examples/*/*.ts",
    "examples/*/package.json",
    "examples/*/Pulumi.yaml",
    "CHANGELOG.md",
];

/**
 * The pages of the published provider, by their paths in the package. A link to a file that is not
 * among them becomes the file's address in the repository.
 */
export function packagePages(): ReadonlyMap<string, string> {
    const files = globSync(PAGES, { cwd: root }).map(slashed).sort();
    const names = new Set(files);
    return new Map(
        files.map((file) => {
            const text = readFileSync(path.join(root, file), "utf8");
            return [file, file.endsWith(".md") ? withAddresses(file, text, names) : text];
        }),
    );
}

// A link to a file. It is neither a heading of the same page nor a full address.
const LINK = /\]\((?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?\)/g;

function withAddresses(file: string, text: string, names: ReadonlySet<string>): string {
    return text.replace(LINK, (link: string, target: string, heading = "") => {
        const found = path.posix.normalize(path.posix.join(path.posix.dirname(file), target));
        const isInside =
            names.has(found) || [...names].some((name) => name.startsWith(`${found}/`));
        return isInside ? link : `](${repositoryAddress()}/${found}${String(heading)})`;
    });
}

function repositoryAddress(): string {
    const repository = repositoryIn(manifestOf(".")) ?? `${OWNER_PLACEHOLDER}/pulumi-whatsapp`;
    return `https://github.com/${repository}/blob/main`;
}

function slashed(file: string): string {
    return file.split(path.sep).join("/");
}
