import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { commandLineRun, type CommandLineRun } from "../../unit/cli/commandLineRun";

// Pulumi's own engine printed these for stacks of tests. They are cut down to the parts that are
// read here.
const recorded = (name: string): string =>
    readFileSync(join(__dirname, "previews", `${name}.json`), "utf8");
const changes = recorded("changes");
const now = "2026-11-29T15:00:00.000Z";

interface Step {
    op: string;
    urn: string;
    oldState?: Shown;
    newState?: Shown;
}
interface Shown {
    inputs: Record<string, unknown>;
    outputs?: Record<string, unknown>;
}
interface Digest {
    steps: Step[];
}
interface ReviewJson {
    readonly headline: string;
    readonly numbers: readonly {
        readonly phoneNumberId?: string;
        readonly resource: string;
        readonly happens: string;
        readonly from?: string;
        readonly to?: string;
        readonly offline: string;
        readonly registrations?: { readonly before: number; readonly after: number };
        readonly deregistrations?: { readonly before: number; readonly after: number };
        readonly drift?: { readonly what: string; readonly seenAt?: string };
        readonly refusal?: { readonly nextTryAt: string };
    }[];
    readonly passedLimits: readonly string[];
}

describe("review", () => {
    let folder: string;
    const run = (preview: string, ...more: readonly string[]): Promise<CommandLineRun> => {
        writeFileSync(join(folder, "preview.json"), preview);
        const env = { WHATSAPP_JOURNAL_DIR: join(folder, "journal") };
        const args = ["review", "--preview", "preview.json", ...more];
        return commandLineRun(args, { folder, now, env });
    };
    const reviewOf = async (preview: string, ...more: readonly string[]): Promise<ReviewJson> => {
        const { stdout } = await run(preview, "--json", ...more);
        return JSON.parse(stdout) as ReviewJson;
    };
    const numberOf = async (resource: string, preview = changes) => {
        const { numbers } = await reviewOf(preview);
        return numbers.find((number) => number.resource === resource);
    };

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "review-"));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    it("says of every number what happens, and what is left before and after", async () => {
        const { numbers } = await reviewOf(changes);
        const rows = numbers.map(({ resource, happens, offline, ...rest }) => {
            const { registrations: r, deregistrations: d, from = "", to = "" } = rest;
            const left = [r?.before, r?.after, d?.before, d?.after].join(" ");
            return `${resource}: ${happens} ${from}>${to}, offline ${offline}, ${left}`;
        });
        assert.deepEqual(rows, [
            "goes: deregistered none>, offline forGood, 9 9 10 9",
            "moves: moves CH>DE, offline aMinute, 9 8 10 9",
            "refused: refused none>none, offline none, 8 8 10 10",
            "drifted: repaired none>none, offline none, 8 7 10 10",
            "new: registers >CH, offline none, 10 9 10 10",
            "renamed2: adopted none>none, offline none, 9 9 10 10",
            "kept: released none>, offline none, 9 9 10 10",
            "pin: setsPin none>none, offline none, 9 9 10 10",
        ]);
    });

    it("begins with a marker of the stack, and says in one sentence what matters", async () => {
        const { stdout, exitCode } = await run(changes);
        assert.equal(exitCode, 0);
        const [marker, , title] = stdout.split("\n");
        assert.equal(marker, "<!-- pulumi-whatsapp review dev::numbers -->");
        assert.match(
            title ?? "",
            /1 number goes offline for about a minute; 1 is deregistered for good; 1 would be refused;/,
        );
        assert.match(
            stdout,
            /\| 106540352242922 \| moves \|.*\*\*moves\*\* CH → DE \| about a minute \| 9 → 8 \| 10 → 9 \|/,
        );
    });

    it("says since when drift is seen, what was refused, and when that is tried again", async () => {
        const drifted = await numberOf("drifted");
        assert.match(drifted?.drift?.what ?? "", /^OFFLINE: /);
        assert.equal(drifted?.drift?.seenAt, "2026-11-29T14:38:20.512Z");
        const refused = await numberOf("refused");
        assert.equal(refused?.refusal?.nextTryAt, "2026-11-30T14:38:15.168Z");
        const { stdout } = await run(changes);
        assert.match(stdout, /code 133005.*next try at 2026-11-30T14:38:15\.168Z/);
    });

    it("judges by the time: a refusal whose time is over is tried again", async () => {
        const args = ["review", "--preview", "preview.json", "--json"];
        writeFileSync(join(folder, "preview.json"), changes);
        const { stdout } = await commandLineRun(args, {
            folder,
            now: "2026-11-30T15:00:00.000Z",
            env: { WHATSAPP_JOURNAL_DIR: join(folder, "journal") },
        });
        const { numbers } = JSON.parse(stdout) as ReviewJson;
        assert.equal(numbers.find(({ resource }) => resource === "refused")?.happens, "repaired");
    });

    it("counts what only the journal of this machine knows, and looks first where it is news", async () => {
        mkdirSync(join(folder, "journal", "meta"), { recursive: true });
        const sent = (minute: number) =>
            `{"operation":"deregister","id":"id${minute}","at":"2026-11-29T14:${minute}:00.000Z","outcome":"refused","graphCode":2}\n`;
        writeFileSync(
            join(folder, "journal", "meta", "106540352242924.jsonl"),
            `${sent(50)}${sent(51)}`,
        );
        writeFileSync(
            join(folder, "journal", "meta", "106540352242923.jsonl"),
            sent(52).replace('"refused","graphCode":2', '"unanswered"'),
        );
        const { numbers } = await reviewOf(changes);
        const goes = numbers.find(({ resource }) => resource === "goes");
        assert.equal(goes?.deregistrations?.before, 8);
        const pin = numbers.find(({ resource }) => resource === "pin");
        assert.equal(pin?.happens, "looked");
    });

    it("exits with 1 past each limit, and names the numbers", async () => {
        const fine = await run(changes, "--max-offline", "2", "--allow-regions", "CH,DE,none");
        assert.equal(fine.exitCode, 0, fine.stdout);
        const cases: readonly (readonly [readonly string[], RegExp, number])[] = [
            [["--max-offline", "1"], /2 numbers go offline, and at most 1 may/, 1],
            [["--no-change"], /8 numbers are not as declared, and every one has to be/, 1],
            [["--no-deregister"], /106540352242924 is deregistered, and the review allows none/, 1],
            [["--allow-regions", "ch,none"], /106540352242922 would have its data in DE/, 1],
            [["--allow-regions", "CH,DE"], /106540352242926 would have its data in no region/, 2],
        ];
        for (const [options, says, count] of cases) {
            const { exitCode, stdout } = await run(changes, ...options);
            assert.equal(exitCode, 1, options.join(" "));
            assert.match(stdout, says);
            const { passedLimits } = await reviewOf(changes, ...options);
            assert.equal(passedLimits.length, count, passedLimits.join("\n"));
        }
    });

    it("lets a plan pass that does nothing, where nothing may change", async () => {
        const { steps, ...rest } = JSON.parse(changes) as Digest;
        const quiet = steps.filter(({ urn }) => urn.endsWith("::pin"));
        assert.equal(quiet.length, 1);
        const same = quiet.map((step) => ({ ...step, op: "same" }));
        const preview = JSON.stringify({ ...rest, steps: same });
        const { exitCode, stdout } = await run(preview, "--no-change");
        assert.equal(exitCode, 0, stdout);
    });

    it("refuses limits that are none, so that no typing error lets a change pass", async () => {
        for (const options of [
            ["--max-offline", "few"],
            ["--allow-regions", "CH,US"],
            ["--allow-regions", ""],
        ]) {
            const { exitCode, stderr } = await run(changes, ...options);
            assert.equal(exitCode, 2, options.join(" "));
            assert.match(stderr, /^error: option --/);
        }
    });

    it("fails with the preview, and says that the plan is not whole", async () => {
        const { exitCode, stdout } = await run(recorded("failed"));
        assert.equal(exitCode, 1);
        assert.match(stdout, /The preview failed\. /);
        assert.match(stdout, /- stays: .*is declared twice in this program/);
    });

    it("shows four digits of a number where it is asked to", async () => {
        for (const more of [[], ["--json"]]) {
            const { stdout } = await run(changes, "--mask", ...more);
            assert.doesNotMatch(stdout, /\d{7}/);
            assert.match(stdout, /…2922/);
            assert.match(stdout, /2026-11-30T14:38:15\.168Z/);
        }
    });

    it("lets no name of a resource or a customer write Markdown or HTML", async () => {
        const evil = "<img src=x> | **a** @team #12 [x](https://e.example) `c`\n# b";
        const digest = JSON.parse(changes) as Digest;
        for (const { oldState } of digest.steps) {
            if (oldState?.outputs !== undefined) oldState.outputs["verifiedName"] = evil;
        }
        const { stdout } = await run(JSON.stringify(digest));
        const row = stdout.split("\n").find((line) => line.includes("| moves |")) ?? "";
        assert.equal(row.split(/(?<!\\)\|/).length, 9, row);
        assert.doesNotMatch(stdout, /<img|@team|#12|[^\\]\*\*a|[^\\]\[x|https:\/\/e|\n# b|[^\\]`c/);
    });

    it("prints no PIN, also where a state shows it in clear", async () => {
        const digest = JSON.parse(changes) as Digest;
        for (const { oldState } of digest.steps) {
            if (oldState?.outputs === undefined) continue;
            oldState.outputs["pin"] = "739204";
            oldState.outputs["verifiedName"] = "the PIN is 739204";
        }
        const resources = digest.steps.flatMap(({ oldState }) =>
            oldState === undefined
                ? []
                : [
                      {
                          ...oldState,
                          outputs: {
                              ...oldState.outputs,
                              pin: { plaintext: '"555123"' },
                              nameStatus: "555123",
                          },
                      },
                  ],
        );
        writeFileSync(join(folder, "state.json"), JSON.stringify({ deployment: { resources } }));
        for (const more of [[], ["--json"]]) {
            const text = JSON.stringify(digest);
            const { stdout } = await run(text, "--state", "state.json", ...more);
            assert.doesNotMatch(stdout, /739204|555123/);
            assert.match(stdout, /\[secret\]|secret/);
        }
    });

    it("knows the resource of a native provider by its type", async () => {
        const native = changes.replaceAll(
            "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration",
            "whatsapp:index:PhoneRegistration",
        );
        assert.deepEqual((await reviewOf(native)).numbers, (await reviewOf(changes)).numbers);
    });

    it("adds from a state the numbers that stay, with their drift", async () => {
        const type = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";
        const id = "106540352242930";
        const resources = [
            {
                type,
                urn: `urn:pulumi:dev::numbers::${type}::ignored`,
                id,
                inputs: { phoneNumberId: id, pin: "[secret]", registered: false },
                outputs: {
                    phoneNumberId: id,
                    pin: "[secret]",
                    registered: false,
                    status: "DISCONNECTED",
                },
            },
            {
                type,
                urn: `urn:pulumi:dev::numbers::${type}::only-read`,
                id: "106540352242931",
                external: true,
                inputs: {},
                outputs: {
                    phoneNumberId: "106540352242931",
                    registered: true,
                    status: "CONNECTED",
                },
            },
        ];
        writeFileSync(join(folder, "state.json"), JSON.stringify({ deployment: { resources } }));
        const { numbers } = await reviewOf(changes, "--state", "state.json");
        const added = numbers.filter(({ happens }) => happens === "nothing");
        assert.deepEqual(
            added.map(({ phoneNumberId }) => phoneNumberId),
            [id],
        );
        assert.match(added[0]?.drift?.what ?? "", /^OFFLINE/);
    });

    it("says that another number is registered and the one before it goes", async () => {
        const digest = JSON.parse(changes) as Digest;
        const step = digest.steps.find(({ urn }) => urn.endsWith("::moves"));
        if (step?.newState === undefined) throw new Error("no such step");
        step.newState.inputs["phoneNumberId"] = "106540352242939";
        const { numbers } = await reviewOf(JSON.stringify(digest));
        const both = numbers.filter(({ resource }) => resource === "moves");
        assert.deepEqual(
            both.map(({ phoneNumberId, happens }) => [phoneNumberId, happens]),
            [
                ["106540352242922", "deregistered"],
                ["106540352242939", "registers"],
            ],
        );
    });

    it("keeps a comment short enough to be posted, for a thousand numbers", async () => {
        const digest = JSON.parse(changes) as Digest;
        const step = digest.steps.find(({ urn }) => urn.endsWith("::drifted"));
        const steps = Array.from(
            { length: 1000 },
            (_, index) =>
                JSON.parse(
                    JSON.stringify(step)
                        .replaceAll("106540352242926", `${106540352243000 + index}`)
                        .replaceAll("::drifted", `::drifted${index}`),
                ) as Step,
        );
        const { stdout } = await run(JSON.stringify({ ...digest, steps }));
        assert.ok(stdout.length < 65_536, `${stdout.length}`);
        assert.match(stdout, /1000 numbers come back online/);
        assert.match(stdout, /900 more are in the JSON/);
    });

    it("names the file that is no preview", async () => {
        for (const text of ["", "{}", "[]", '{"deployment":{}}', "Previewing update"]) {
            const { exitCode, stderr } = await run(text);
            assert.equal(exitCode, 1, text);
            assert.match(stderr, /^Cannot read preview\.json: it is not a preview\. Make one with/);
        }
        const empty = await run('{"changeSummary":{}}');
        assert.equal(empty.exitCode, 0);
        assert.match(empty.stdout, /No number changes\./);
    });
});
