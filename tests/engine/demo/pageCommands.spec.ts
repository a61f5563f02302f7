import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import { commandLineRun } from "../../unit/cli/commandLineRun";

const root = path.resolve(__dirname, "../../..");
const pages = globSync(["docs/*.md", "examples/*/README.md", "README.md"], { cwd: root });

describe("the commands on the pages", () => {
    for (const page of pages) {
        it(`have the words and options that the command line knows: ${page}`, async () => {
            for (const command of ownCommands(page)) {
                const unknown = await unknownIn(command);
                assert.deepEqual(unknown, [], `npx pulumi-whatsapp ${command}`);
            }
        });
    }

    it("are found", () => {
        assert.ok(ownCommands("docs/pin.md").includes("explain 133005"));
    });
});

/** The text after `npx pulumi-whatsapp` in code, up to its end and without comments. */
function ownCommands(page: string): readonly string[] {
    const text = readFileSync(path.join(root, page), "utf8");
    return [...text.matchAll(/npx pulumi-whatsapp ([^`\n#|]+)/g)].map(([, rest = ""]) =>
        rest.trim(),
    );
}

async function unknownIn(command: string): Promise<readonly string[]> {
    const parts = command.split(/\s+/);
    const first = parts.findIndex((part) => !/^[a-z]+$/.test(part));
    const words = first === -1 ? parts : parts.slice(0, first);
    const { exitCode, stdout } = await commandLineRun([...words, "--help"]);
    if (exitCode !== 0) return words;
    return parts.filter((part) => part.startsWith("--") && !stdout.includes(`${part} `));
}
