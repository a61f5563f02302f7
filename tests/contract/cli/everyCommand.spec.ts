import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { phoneNumberId, SimulatedCommandLine, wabaId } from "./SimulatedCommandLine";

/** A way to use a command. */
interface Use {
    readonly name: string;
    readonly args: readonly string[];
}

const PIN = "012345";
const TOKEN = "EAA-fake-token";

const talking: readonly Use[] = [
    {
        name: "verify request",
        args: ["--number", phoneNumberId, "--method", "SMS", "--language", "en_US"],
    },
    { name: "verify confirm", args: ["--number", phoneNumberId, "--code", "654321"] },
    { name: "numbers", args: ["--waba", wabaId] },
    { name: "import", args: ["--waba", wabaId, "--overwrite"] },
    { name: "doctor", args: ["--number", phoneNumberId] },
    { name: "evidence", args: ["--numbers", phoneNumberId, "--output", "out", "--overwrite"] },
];
const silent: readonly Use[] = [
    { name: "explain", args: ["133016"] },
    { name: "budget", args: ["--number", phoneNumberId] },
    { name: "budget", args: ["--state", "state.json"] },
    { name: "review", args: ["--preview", "preview.json", "--state", "state.json"] },
    { name: "journal export", args: ["--output", "journal.out"] },
    { name: "journal import", args: ["journal.jsonl"] },
];
const all = [...talking, ...silent];

function wordsOf({ name, args }: Use): readonly string[] {
    return [...name.split(" "), ...args];
}

function isTalking(use: Use): boolean {
    return talking.includes(use);
}

/** A stack's export with its secrets shown, as some people make it. */
const state = {
    deployment: {
        resources: [
            {
                type: "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration",
                id: phoneNumberId,
                inputs: { pin: PIN, __provider: TOKEN },
                outputs: { pin: PIN, spentRequests: [] },
            },
        ],
    },
};

describe("every command", () => {
    let commandLine: SimulatedCommandLine;
    const run = (use: Use, ...more: readonly string[]) => {
        const words = [...wordsOf(use), ...more];
        return use.name === "explain" ? commandLine.runWithoutUrl(words) : commandLine.run(words);
    };

    beforeEach(async () => {
        const number = { id: phoneNumberId, registered: true, pin: PIN };
        commandLine = await SimulatedCommandLine.start({ numbers: [number] });
        writeFileSync(join(commandLine.folder, "state.json"), JSON.stringify(state));
        const preview = { steps: [], config: {}, duration: 1 };
        writeFileSync(join(commandLine.folder, "preview.json"), JSON.stringify(preview));
        const journal = join(commandLine.folder, "journal.jsonl");
        await commandLine.run(["journal", "export", "--output", journal]);
    });
    afterEach(async () => {
        await commandLine.stop();
    });

    it("prints JSON and nothing else on stdout where it is asked for", async () => {
        for (const use of all) {
            const { exitCode, stdout } = await run(use, "--json");
            assert.equal(exitCode, 0, use.name);
            assert.equal(typeof JSON.parse(stdout), "object", use.name);
        }
    });

    it("prints failures as JSON, too: no token, Meta away, a refusal", async () => {
        const failures: readonly (() => void | Promise<void>)[] = [
            () => {
                commandLine.env["WHATSAPP_ACCESS_TOKEN"] = "EAA-wrong-token";
            },
            () => {
                commandLine.env["WHATSAPP_ACCESS_TOKEN"] = undefined;
            },
            () => commandLine.simulator.close(),
        ];
        for (const fail of failures) {
            await fail();
            for (const use of talking) {
                const { exitCode, stdout, stderr } = await run(use, "--json");
                assert.deepEqual([exitCode, stderr], [1, ""], use.name);
                const { error, ok, summary } = JSON.parse(stdout) as {
                    error?: string;
                    ok?: boolean;
                    summary?: { unread: number };
                };
                // For doctor and evidence a failure is a result, not an error.
                if (use.name === "doctor") assert.equal(ok, false);
                else if (use.name === "evidence") assert.equal(summary?.unread, 1);
                else assert.match(error ?? "", /^Cannot /, use.name);
            }
        }
    });

    it("ends with 1 and no stack trace for a failure that nobody thought of", async () => {
        const words = ["numbers", "--waba", wabaId, "--watch"];
        const sleep = () => Promise.reject(new Error(`clock of ${TOKEN}`));
        const spoken = await commandLine.run(words, { sleep });
        assert.equal(spoken.exitCode, 1);
        assert.equal(spoken.stderr, "Cannot finish the command: clock of [secret]\n");
        const { exitCode, stdout, stderr } = await commandLine.run([...words, "--json"], { sleep });
        assert.deepEqual([exitCode, stderr], [1, ""]);
        const { error } = JSON.parse(stdout.split("\n").slice(1).join("\n")) as { error: string };
        assert.equal(error, "Cannot finish the command: clock of [secret]");
    });

    it("prints wrong use as JSON, too, and exits with 2", async () => {
        for (const use of all) {
            const { exitCode, stdout, stderr } = await run(use, "--json", "--no-such-option");
            assert.deepEqual([exitCode, stderr], [2, ""], use.name);
            const { error } = JSON.parse(stdout) as { error: string };
            assert.match(error, /^unknown option '--no-such-option'/, use.name);
        }
        const use = { name: "numbers", args: ["--waba", "main", "--json"] };
        const { exitCode, stdout } = await run(use);
        assert.equal(exitCode, 2);
        assert.match((JSON.parse(stdout) as { error: string }).error, /^option --waba: /);
        assert.equal(commandLine.simulator.letters(), "");
    });

    it("names the line that takes the token from a stack, without the code that was given", async () => {
        commandLine.env["WHATSAPP_ACCESS_TOKEN"] = undefined;
        const start =
            "WHATSAPP_ACCESS_TOKEN=$(pulumi config get whatsapp:accessToken) npx pulumi-whatsapp";
        for (const use of talking) {
            const { exitCode, stdout, stderr } = await run(use);
            assert.equal(exitCode, 1, use.name);
            const line = `\`${start} ${wordsOf(use).join(" ")} --graph-url ${commandLine.simulator.url}\``;
            assert.ok(`${stdout}${stderr}`.includes(line.replace("654321", "…")), use.name);
            assert.doesNotMatch(`${stdout}${stderr}`, /654321/);
        }
    });

    it("has a help with its exit codes, which sends nothing and needs no token", async () => {
        commandLine.env["WHATSAPP_ACCESS_TOKEN"] = undefined;
        for (const { name } of all) {
            const use = { name, args: ["--help"] };
            const { exitCode, stdout, stderr } = await commandLine.runWithoutUrl(wordsOf(use));
            assert.deepEqual([exitCode, stderr], [0, ""], name);
            assert.match(stdout, new RegExp(`^Usage: pulumi-whatsapp ${name} `));
            assert.match(stdout, /--json .*\n[^]*Exit codes:\n {2}0 {2}.*\n {2}1 {2}.*\n {2}2 {2}/);
        }
        assert.equal(commandLine.simulator.letters(), "");
    });

    it("prints no token and no PIN, and colours only on a terminal", async () => {
        for (const use of all) {
            for (const isTerminal of [false, true]) {
                const words = wordsOf(use);
                const { stdout, stderr } = await (use.name === "explain"
                    ? commandLine.runWithoutUrl(words, { isTerminal })
                    : commandLine.run(words, { isTerminal }));
                assert.doesNotMatch(`${stdout}${stderr}`, /EAA-|012345/, use.name);
                // Markdown is for a comment, so it has no colours, even on a terminal.
                const isColoured = isTerminal && use.name !== "review";
                assert.equal(stdout.includes("\u001B["), isColoured, use.name);
                assert.ok(!stderr.includes("\u001B["), use.name);
            }
        }
    });

    it("prints no token that was typed in the place of another argument", async () => {
        const token = "EAAJB0123456789abcdef";
        const uses: readonly (readonly string[])[] = [
            [token],
            ["explain", token],
            ["verify", "request", "--number", phoneNumberId, "--method", token],
            ["numbers", "--waba", token],
            ["numbers", "--waba", wabaId, "--interval", token],
            ["budget", "--state", token],
            ["doctor", `--${token}`],
        ];
        for (const words of uses) {
            for (const more of [[], ["--json"]]) {
                const run = await commandLine.runWithoutUrl([...words, ...more]);
                assert.notEqual(run.exitCode, 0, words[0]);
                assert.notEqual(`${run.stdout}${run.stderr}`, "", words[0]);
                assert.doesNotMatch(`${run.stdout}${run.stderr}`, /EAAJB/, words[0]);
            }
        }
    });

    it("repeats no six digits that stand in the place of something else", async () => {
        const request = ["verify", "request", "--number", phoneNumberId, "--language", "en_US"];
        const uses: readonly (readonly string[])[] = [
            ["654321"],
            ["--654321"],
            ["explain", "65432a"],
            ["explain", "x654321"],
            ["explain", "100", "654321"],
            [...request, "--method", "654321"],
            [...request, "--method", "654-321"],
            [...request, "--pin=654321"],
            ["numbers", "--waba", wabaId, "--interval", "654321"],
            ["numbers", "--waba", "654321"],
            ["budget", "--state", "654321"],
            ["budget", "--state=654321"],
            ["review", "--preview", "654321"],
            ["journal", "import", "654321"],
            ["journal", "export", "654321"],
            ["import", "--file", "654-321"],
            ["doctor", "--token-name", "654321"],
            ["doctor", "--number", "654321"],
            ["doctor", "--graph-api-version", "654321"],
        ];
        for (const words of uses) {
            for (const more of [[], ["--json"]]) {
                const use = [...words, ...more];
                const { exitCode, stdout, stderr } = await commandLine.run(use);
                assert.notEqual(exitCode, 0, use.join(" "));
                assert.doesNotMatch(`${stdout}${stderr}`, /65432|654-321/, use.join(" "));
                if (more.length > 0) assert.equal(typeof JSON.parse(stdout), "object");
            }
        }
        const { stdout } = await commandLine.runWithoutUrl(["explain", "133005", "--json"]);
        assert.equal((JSON.parse(stdout) as { graphCode: number }[])[0]?.graphCode, 133005);
    });

    it("changes nothing at Meta unless its name says verify", async () => {
        for (const use of all.filter(({ name }) => !name.startsWith("verify"))) {
            commandLine.simulator.clearRequests();
            await run(use);
            const requests = commandLine.simulator.requests();
            assert.ok(
                requests.every(({ method }) => method === "GET"),
                use.name,
            );
            assert.equal(requests.length > 0, isTalking(use), use.name);
        }
    });
});
