import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { commandLineRun } from "../../unit/cli/commandLineRun";

const docs = readFileSync(join(__dirname, "../../../docs/command-line.md"), "utf8");

async function helpOf(...command: readonly string[]): Promise<string> {
    const { exitCode, stdout } = await commandLineRun([...command, "--help"]);
    assert.equal(exitCode, 0, command.join(" "));
    return stdout;
}

const SUBCOMMANDS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
    [
        "verify",
        [
            ["verify", "request"],
            ["verify", "confirm"],
        ],
    ],
    ["evidence", [["evidence"], ["evidence", "verify"]]],
    [
        "journal",
        [
            ["journal", "export"],
            ["journal", "import"],
        ],
    ],
]);

async function commands(): Promise<readonly (readonly string[])[]> {
    const names = [...(await helpOf()).matchAll(/^ {2}([a-z]+) /gm)].map(([, name = ""]) => name);
    return names
        .filter((name) => name !== "help")
        .flatMap((name) => SUBCOMMANDS.get(name) ?? [[name]]);
}

describe("docs/command-line.md", () => {
    it("names every command", async () => {
        const all = await commands();
        assert.ok(all.length >= 9);
        for (const command of all) assert.ok(docs.includes(`\`${command.join(" ")}`), command[0]);
    });

    it("explains every option of every command, with its argument", async () => {
        for (const command of await commands()) {
            const help = await helpOf(...command);
            const options = [...help.matchAll(/^ {2}(--[a-z-]+(?: <[a-z.]+>)?) /gm)];
            assert.ok(options.length > 0);
            for (const [, option = ""] of options) {
                assert.ok(docs.includes(`\`${option}\``), `${command.join(" ")} ${option}`);
            }
        }
    });

    it("names no option that no command has", async () => {
        const helps = await Promise.all((await commands()).map((command) => helpOf(...command)));
        const known = `${helps.join("")}${await helpOf()}`;
        // These are Pulumi's own.
        const pulumis = ["--secret", "--file", "--generate-code", "--protect"];
        const named = [...docs.matchAll(/--[a-z][a-z-]*/g)].map(([option]) => option);
        const unknown = named.filter(
            (option) => !pulumis.includes(option) && !known.includes(option),
        );
        assert.deepEqual(unknown, []);
    });

    it("settles by reading what verify confirm lost, and not what verify request did", () => {
        const [, verify = ""] = docs.split("## verify");
        const [section = ""] = verify.split("\n## ");
        assert.match(section, /answer to `verify confirm` got lost, the command reads the number/);
        assert.match(
            section,
            /answer to `verify request` got lost, no reading helps.*exits with 1/,
        );
    });
});
