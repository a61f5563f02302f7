import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

import { commandLineRun } from "./commandLineRun";

async function scriptFor(shell: string): Promise<string> {
    const { exitCode, stdout } = await commandLineRun(["completion", shell]);
    assert.equal(exitCode, 0);
    return stdout;
}

/** What bash offers for the last of these words. */
function offered(script: string, words: readonly string[]): readonly string[] {
    const list = words.map((word) => `'${word}'`).join(" ");
    const lines = [
        script,
        `COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}`,
        "_pulumi_whatsapp",
        'printf "%s\\n" "${COMPREPLY[@]}"',
    ];
    const shown = execFileSync("bash", ["-c", lines.join("\n")]).toString();
    return shown.split("\n").filter((word) => word !== "");
}

describe("completion", () => {
    it("completes commands, commands below them, and their options in bash", async () => {
        const script = await scriptFor("bash");
        assert.deepEqual(offered(script, ["pulumi-whatsapp", "doc"]), ["doctor"]);
        assert.deepEqual(offered(script, ["pulumi-whatsapp", "verify", ""]).slice(0, 2), [
            "request",
            "confirm",
        ]);
        assert.deepEqual(offered(script, ["pulumi-whatsapp", "numbers", "--not"]), [
            "--not-registered",
        ]);
        const words = ["pulumi-whatsapp", "verify", "request", "--number", "1", "--me"];
        assert.deepEqual(offered(script, words), ["--method"]);
    });

    it("offers every command that the help lists", async () => {
        const { stdout } = await commandLineRun(["--help"]);
        const names = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
        const all = offered(await scriptFor("bash"), ["pulumi-whatsapp", ""]);
        assert.deepEqual(
            names.filter((name) => name !== "help" && !all.includes(String(name))),
            [],
        );
    });

    it("is the same for zsh, which reads completions of bash", async () => {
        const zsh = await scriptFor("zsh");
        assert.match(zsh, /bashcompinit/);
        assert.ok(zsh.endsWith(await scriptFor("bash")));
    });

    it("says to fish what each option does", async () => {
        const script = await scriptFor("fish");
        assert.match(
            script,
            /^complete -c pulumi-whatsapp -n '__fish_seen_subcommand_from numbers' -l not-registered -d 'only numbers/m,
        );
        assert.match(script, /^complete .* -f -a doctor -d 'Look at the token/m);
        assert.match(script, /-d 'Say what an error code of Meta means/);
    });

    it("knows no other shell", async () => {
        const { exitCode, stderr } = await commandLineRun(["completion", "csh"]);
        assert.equal(exitCode, 2);
        assert.match(stderr, /Allowed choices are bash, zsh, fish/);
    });
});
