import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../../..");
const pages = globSync(
    ["*.md", "{provider,simulator,policy}/README.md", "docs/*.md", "examples/*/README.md"],
    {
        cwd: root,
    },
);

describe("the documentation", () => {
    for (const page of pages) {
        it(`shows files as they are: ${page}`, () => {
            for (const { file, text } of namedBlocks(page)) {
                assert.equal(text, textOf(file), `the block of ${file} differs from the file`);
            }
        });

        it(`links to nothing that is not there: ${page}`, () => {
            const dead = links(page).filter(
                (link) => !existsSync(path.resolve(root, path.dirname(page), link)),
            );
            assert.deepEqual(dead, []);
        });
    }

    for (const page of pages) {
        it(`links to headings that are there: ${page}`, () => {
            const dead = anchors(page).filter(
                ({ file, anchor }) => !headings(file).includes(anchor),
            );
            assert.deepEqual(dead, []);
        });
    }

    it("shows the program of every example", () => {
        const shown = new Set(pages.flatMap((page) => namedBlocks(page).map(({ file }) => file)));
        const programs = globSync("examples/*/index.ts", { cwd: root });
        assert.deepEqual(
            programs.filter((program) => !shown.has(program)),
            [],
        );
    });
});

describe("the pages to look things up", () => {
    const configuration = textOf("docs/configuration.md");
    const resource = textOf("docs/resource.md");

    it("have every config key and every variable that the provider reads", () => {
        const source = sourceOfProvider();
        const keys = source.match(/"whatsapp:[a-zA-Z]+"/g) ?? [];
        const variables = source.match(/"WHATSAPP_[A-Z_]+"/g) ?? [];
        const names = [...new Set([...keys, ...variables])].map((name) => name.slice(1, -1));
        assert.ok(names.length > 10);
        const missing = names.filter((name) => !configuration.includes(`\`${name}`));
        assert.deepEqual(missing, []);
    });

    it("have no config key that the provider does not read", () => {
        const source = sourceOfProvider();
        const written = pages.map(textOf).join("\n");
        const keys = [...new Set(written.match(/whatsapp:(?!index:)[a-z][a-zA-Z]+/g) ?? [])];
        assert.deepEqual(
            keys.filter((key) => !source.includes(`"${key}"`)),
            [],
        );
    });

    it("have every property of the resource", () => {
        const source = textOf("provider/src/WhatsAppPhoneRegistration.ts");
        const names = [...source.matchAll(/declare public readonly (\w+):/g)].map(
            ([, name]) => name,
        );
        assert.ok(names.length > 15);
        assert.deepEqual(
            names.filter((name) => !resource.includes(`\`${String(name)}\``)),
            [],
        );
    });
});

describe("the README", () => {
    it("is a page: what it is, two commands, a stack, the costs, where to go next", () => {
        assert.ok(textOf("README.md").split("\n").length <= 150);
    });

    it("leads to every page", () => {
        const contents = new Set(links("docs/README.md").map((link) => path.basename(link)));
        const others = globSync("docs/*.md", { cwd: root })
            .map((page) => path.basename(page))
            .filter((page) => page !== "README.md" && !contents.has(page));
        assert.deepEqual(others, []);
        assert.ok(links("README.md").includes("docs/README.md"));
    });
});

function textOf(file: string): string {
    return readFileSync(path.join(root, file), "utf8");
}

function sourceOfProvider(): string {
    return globSync("provider/src/**/*.ts", { cwd: root }).map(textOf).join("\n");
}

/** The code blocks whose first line names a file of this repository. */
function namedBlocks(page: string): readonly { readonly file: string; readonly text: string }[] {
    const blocks = textOf(page).matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm);
    return [...blocks].map(([, file = "", text = ""]) => ({ file, text }));
}

/** The links of a page to other files, without anchors. */
function links(page: string): readonly string[] {
    return [...textOf(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map(([, link = ""]) => link)
        .filter((link) => !/^[a-z]+:/.test(link));
}

/** The links of a page to headings, also to its own. */
function anchors(page: string): readonly { readonly file: string; readonly anchor: string }[] {
    const matches = textOf(page).matchAll(/\]\(([^)#\s:]*)#([^)\s]+)\)/g);
    return [...matches].map(([, link = "", anchor = ""]) => ({
        file: link === "" ? page : path.join(path.dirname(page), link),
        anchor,
    }));
}

/** The headings of a page, in the form of links. */
function headings(file: string): readonly string[] {
    return [...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
        heading
            .toLowerCase()
            .replace(/[^\p{L}\p{N}\s_-]/gu, "")
            .replaceAll(" ", "-"),
    );
}
