import assert from "node:assert/strict";
import {
    appendFileSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { NumberLock } from "../../../provider/src/journal/NumberLock";
import { RequestJournal } from "../../../provider/src/journal/RequestJournal";
import { commandLineRun, type CommandLineRun } from "../../unit/cli/commandLineRun";

const one = "106540352242922";
const other = "106540352242923";

function request(phoneNumberId: string, minute: number, id = `id${minute}`) {
    const at = `2026-11-22T11:${minute}:00.000Z`;
    return { phoneNumberId, operation: "register" as const, id, at, stack: "dev::numbers" };
}

describe("journal export and import", () => {
    let folder: string;
    const journalOn = (machine: string) => new RequestJournal(join(folder, machine, "meta"));
    const run = (machine: string, ...args: readonly string[]): Promise<CommandLineRun> =>
        commandLineRun(["journal", ...args], {
            folder,
            env: { WHATSAPP_JOURNAL_DIR: join(folder, machine) },
        });

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "journal-copy-"));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    it("takes everything to a machine that knew nothing", async () => {
        const journal = journalOn("first");
        for (const id of [one, other]) {
            journal.begin(request(id, 10));
            journal.complete(request(id, 10), { outcome: "refused", graphCode: 133005 });
        }
        journal.begin(request(one, 20));
        journal.note(one, "2026-11-22T11:30:00.000Z", "a note");
        assert.equal((await run("first", "export", "--output", "copy")).exitCode, 0);
        const { exitCode, stdout } = await run("second", "import", "copy");
        assert.equal(exitCode, 0);
        assert.match(stdout, /4 new lines of 2 numbers/);
        for (const id of [one, other]) {
            assert.deepEqual(journalOn("second").entries(id), journal.entries(id));
        }
        const lines = readFileSync(join(folder, "second", "meta", `${one}.jsonl`), "utf8");
        assert.match(lines, /a note/);
    });

    it("loses no line of either, and adds none twice", async () => {
        const [first, second] = [journalOn("first"), journalOn("second")];
        // Both know the first request. Only one of them knows its answer.
        first.begin(request(one, 10));
        first.complete(request(one, 10), { outcome: "accepted" });
        second.begin(request(one, 10));
        // For the second request it is the other way round.
        first.begin(request(one, 20));
        second.begin(request(one, 20));
        second.complete(request(one, 20), { outcome: "refused", graphCode: 133016 });
        // These are two requests of one millisecond.
        first.begin(request(one, 30, "a"));
        second.begin(request(one, 30, "b"));
        await run("first", "export", "--output", "copy");
        for (const added of [2, 0]) {
            const { stdout } = await run("second", "import", "copy", "--json");
            assert.deepEqual(JSON.parse(stdout), { numbers: { [one]: added }, damaged: 0 });
        }
        const known = journalOn("second").entries(one);
        assert.deepEqual(
            known.map(({ at, id, outcome, graphCode }) => [
                at.slice(14, 16),
                id,
                outcome,
                graphCode,
            ]),
            [
                ["10", "id10", "accepted", undefined],
                ["20", "id20", "refused", 133016],
                ["30", "b", "unanswered", undefined],
                ["30", "a", "unanswered", undefined],
            ],
        );
    });

    it("takes along that a file was damaged, which counts as ten of each", async () => {
        mkdirSync(join(folder, "first", "meta"), { recursive: true });
        writeFileSync(join(folder, "first", "meta", `${one}.jsonl`), "\u0000\u0001\n\u0002\n");
        await run("first", "export", "--output", "copy");
        await run("second", "import", "copy");
        const { trouble } = journalOn("second").read(one);
        const before = journalOn("first").read(one).trouble;
        assert.ok(trouble?.kind === "lost" && before?.kind === "lost");
        assert.equal(trouble.until, before.until);
    });

    it("says of an export that was cut or damaged that something is missing, and takes in the rest", async () => {
        journalOn("first").begin(request(one, 10));
        journalOn("first").begin(request(one, 20));
        await run("first", "export", "--output", "copy");
        const text = readFileSync(join(folder, "copy"), "utf8");
        const lines = text.split("\n");
        const cut = [...lines.slice(0, 2), (lines[2] ?? "").slice(0, 9)].join("\n");
        const damages = [cut, `${lines.slice(0, 2).join("\n")}\n`, text.replace("register", '"')];
        for (const [index, damaged] of damages.entries()) {
            writeFileSync(join(folder, "damaged"), damaged);
            const machine = `machine${index}`;
            const { exitCode, stdout } = await run(machine, "import", "damaged");
            assert.equal(exitCode, 1, damaged);
            assert.match(stdout, /missing or unreadable/);
            assert.equal(journalOn(machine).entries(one).length, 1, damaged);
        }
    });

    it("takes in nothing of another world, nor of a file that is no export", async () => {
        const world =
            '{"format":"pulumi-whatsapp-journal","version":1,"world":"a-world-of-tests"}\n';
        const cases: readonly (readonly [string, RegExp])[] = [
            [world, /it is of "a-world-of-tests", and the journal here is of "meta"/],
            ["{}\n", /it is not an export of a journal/],
        ];
        for (const [text, says] of cases) {
            writeFileSync(join(folder, "copy"), text);
            const { exitCode, stderr } = await run("second", "import", "copy");
            assert.equal(exitCode, 1);
            assert.match(stderr, says);
        }
    });

    it("writes no file outside of the journal, whatever an export says", async () => {
        await run("first", "export", "--output", "copy");
        const [head = ""] = readFileSync(join(folder, "copy"), "utf8").split("\n");
        const line = JSON.stringify({ ...request("../../outside", 10) });
        writeFileSync(join(folder, "copy"), `${head}\n${line}\n{"lines":1}\n`);
        assert.equal((await run("second", "import", "copy")).exitCode, 1);
        assert.deepEqual(readdirSync(folder).toSorted(), ["copy"]);
    });

    it("lets a first run pass without a file only where that is asked for", async () => {
        assert.equal((await run("first", "import", "none")).exitCode, 1);
        const { exitCode, stdout } = await run("first", "import", "none", "--allow-missing");
        assert.equal(exitCode, 0);
        assert.match(stdout, /^There is no none: nothing was imported/);
    });

    it("names a file that cannot be read, and exports the others", async () => {
        journalOn("first").begin(request(one, 10));
        mkdirSync(join(folder, "first", "meta", `${other}.jsonl`));
        const { exitCode, stderr } = await run("first", "export", "--output", "copy");
        assert.equal(exitCode, 1);
        assert.match(stderr, /Cannot read the journal of 106540352242923/);
        assert.match(readFileSync(join(folder, "copy"), "utf8"), new RegExp(one));
    });

    it("waits for the run that has the number", async () => {
        journalOn("first").begin(request(one, 10));
        await run("first", "export", "--output", "copy");
        const lock = new NumberLock(join(folder, "second", "meta"), one, {
            pid: process.pid,
            stack: "dev::numbers",
        });
        await lock.take({ sleep: () => Promise.resolve(), onBusy: () => Promise.resolve() });
        let looks = 0;
        const { exitCode, stderr } = await commandLineRun(["journal", "import", "copy"], {
            folder,
            env: { WHATSAPP_JOURNAL_DIR: join(folder, "second") },
            sleep: () => {
                looks += 1;
                assert.deepEqual(journalOn("second").entries(one), []);
                if (looks === 3) lock.release();
                return Promise.resolve();
            },
        });
        assert.deepEqual([exitCode, looks], [0, 3]);
        assert.match(stderr, /^Waits for another run with 106540352242922: process \d+.*\n$/);
        assert.equal(journalOn("second").entries(one).length, 1);
    });

    it("exports to stdout what it imports again", async () => {
        journalOn("first").begin(request(one, 10));
        const { stdout } = await run("first", "export");
        appendFileSync(join(folder, "copy"), stdout);
        assert.equal((await run("second", "import", "copy")).exitCode, 0);
        assert.deepEqual(journalOn("second").entries(one), journalOn("first").entries(one));
    });
});
