import assert from "node:assert/strict";

import { commandLineRun } from "./commandLineRun";

const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
        "a code that is none",
        ["explain", "abc"],
        /argument 'code'.*Write the number in Meta's error/,
    ],
    ["a missing argument", ["explain"], /missing required argument 'code'/],
    ["an argument too many", ["explain", "1", "2"], /too many arguments/],
    ["an option that does not exist", ["explain", "1", "--jsn"], /--jsn'\n\(Did you mean --json/],
    ["a command that does not exist", ["explan"], /Did you mean explain/],
    ["no command at all", [], /Usage: pulumi-whatsapp/],
];

describe("wrong use of the command line", () => {
    for (const [what, args, message] of wrong) {
        it(`exits with 2 and says what is right for ${what}, without a stack trace`, async () => {
            const { exitCode, stdout, stderr } = await commandLineRun(args);
            assert.deepEqual([exitCode, stdout], [2, ""]);
            assert.match(stderr, message);
            assert.doesNotMatch(stderr, /\n\s+at /);
        });
    }
});

describe("the help of the command line", () => {
    it("lists every command and each has a help and --json", async () => {
        const { exitCode, stdout } = await commandLineRun(["--help"]);
        assert.equal(exitCode, 0);
        const names = [...stdout.matchAll(/^ {2}([a-z]+) \[options\]/gm)].map(([, name]) => name);
        assert.ok(names.includes("explain"));
        for (const name of names) {
            const help = await commandLineRun([name ?? "", "--help"]);
            assert.equal(help.exitCode, 0, name);
            assert.match(help.stdout, /--json/, name);
        }
    });

    it("lists each command in one sentence", async () => {
        const { stdout } = await commandLineRun(["--help"]);
        const [, list = ""] = stdout.split("Commands:\n");
        const first = list.replace(/\n {4,}/g, " ").split("\n");
        assert.ok(first.length >= 7);
        for (const line of first) assert.doesNotMatch(line, /\. [A-Z]/);
        assert.match(first[0] ?? "", /^ {2}doctor /);
    });

    it("prints the version of the package", async () => {
        const { exitCode, stdout } = await commandLineRun(["--version"]);
        assert.equal(exitCode, 0);
        assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
    });
});

describe("colours", () => {
    it("are for terminals only", async () => {
        const piped = await commandLineRun(["explain", "2"]);
        const seen = await commandLineRun(["explain", "2"], { isTerminal: true });
        assert.ok(!piped.stdout.includes("\u001B["));
        assert.ok(seen.stdout.includes("\u001B["));
    });

    it("are off where NO_COLOR is set, and in JSON", async () => {
        const env = { NO_COLOR: "1" };
        const plain = await commandLineRun(["explain", "2"], { isTerminal: true, env });
        const json = await commandLineRun(["explain", "2", "--json"], { isTerminal: true });
        assert.ok(!`${plain.stdout}${json.stdout}`.includes("\u001B["));
    });
});
