import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";

import { startSimulator } from "pulumi-whatsapp-simulator";

import { journalPlace, noteMeeting } from "../../../provider/src/journal/journalPlace";
import { RequestJournal } from "../../../provider/src/journal/RequestJournal";
import { commandLineRun } from "./commandLineRun";

const phoneNumberId = "106540352242922";
const spent = (operation: "register" | "deregister", hour: number) => ({
    operation,
    at: `2026-11-22T${String(hour).padStart(2, "0")}:00:00.000Z`,
    outcome: "accepted" as const,
});

describe("budget", () => {
    let folder: string;
    let journal: RequestJournal;
    const run = (...args: readonly string[]) =>
        commandLineRun(["budget", ...args], { folder, env: { WHATSAPP_JOURNAL_DIR: folder } });
    const dynamicType = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";
    const writeState = (outputs: object, type = dynamicType): void => {
        const urn = `urn:pulumi:dev::numbers::${type}::support`;
        const pin = { "4dabf18193072939515e22adb298388d": "", plaintext: '"012345"' };
        const resources = [
            { urn: "urn:pulumi:dev::numbers::pulumi:pulumi:Stack::x", type: "pulumi:pulumi:Stack" },
            { urn, type, id: phoneNumberId, outputs: { phoneNumberId, pin, ...outputs } },
        ];
        const state = { version: 3, deployment: { resources } };
        writeFileSync(join(folder, "state.json"), JSON.stringify(state));
    };
    const journalled = (operation: "register" | "deregister", at: string, graphCode?: number) => {
        const request = { phoneNumberId, operation, at, stack: "dev::numbers" };
        journal.begin(request);
        const refused = { outcome: "refused", graphCode: graphCode ?? 0 } as const;
        journal.complete(request, graphCode === undefined ? { outcome: "accepted" } : refused);
    };

    const recordedOf = async (...args: readonly string[]): Promise<readonly boolean[]> => {
        const { stdout } = await run(...args, "--json");
        const { numbers } = JSON.parse(stdout) as { numbers: readonly { recorded: boolean }[] };
        return numbers.map(({ recorded }) => recorded);
    };

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "budget-"));
        journal = new RequestJournal(join(folder, "meta"));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    it("suggests no full budget for a number that nothing is known of", async () => {
        const { exitCode, stdout } = await run("--number", phoneNumberId);
        assert.equal(exitCode, 0);
        assert.match(
            stdout,
            /^106540352242922: no record of this number on this machine for https:\/\/graph\.facebook\.com\. Give --graph-url .*, or --state .*\n$/,
        );
        assert.deepEqual(await recordedOf("--number", phoneNumberId), [false]);
    });

    it("takes a state of either door", async () => {
        for (const type of [dynamicType, "whatsapp:index:PhoneRegistration"]) {
            writeState({ spentRequests: [spent("register", 11)] }, type);
            const { stdout } = await run("--state", "state.json");
            assert.match(stdout, /^106540352242922 +support +register +1 +9 +now$/m, type);
        }
    });

    it("finds the record of another Graph URL only where that is given", async () => {
        const simulator = await startSimulator();
        const env = { WHATSAPP_JOURNAL_DIR: folder };
        noteMeeting(env, simulator.url);
        journal = new RequestJournal((await journalPlace(env, simulator.url)).folder);
        journalled("register", "2026-11-22T11:00:00.000Z");
        const { stdout } = await run("--number", phoneNumberId, "106540352242923");
        assert.doesNotMatch(stdout, /LEFT/);
        const args = ["--number", phoneNumberId, "106540352242923"];
        const url = ["--graph-url", simulator.url];
        assert.match(
            (await run(...args, ...url)).stdout,
            /^106540352242922 +register +1 +9 +now$/m,
        );
        assert.deepEqual(await recordedOf(...args, ...url), [true, false]);
        await simulator.close();
    });

    it("reads everything unused for a number whose requests are long ago, or that a state names", async () => {
        journalled("register", "2026-11-01T11:00:00.000Z");
        const { stdout } = await run("--number", phoneNumberId);
        assert.match(stdout, /^106540352242922 +register +0 +10 +now$/m);
        assert.match(stdout, /^ +deregister +0 +10 +now$/m);
        writeState({ spentRequests: [] });
        const state = await run("--state", "state.json");
        assert.match(state.stdout, /^106540352242922 +support +register +0 +10 +now$/m);
    });

    it("adds up the state and the journal, and counts what both know once", async () => {
        writeState({ spentRequests: [spent("register", 9), spent("deregister", 10)] });
        journalled("register", "2026-11-22T09:00:00.000Z");
        journalled("register", "2026-11-22T11:00:00.000Z");
        const { exitCode, stdout } = await run("--state", "state.json");
        assert.equal(exitCode, 0);
        assert.match(stdout, /^106540352242922 +support +register +2 +8 +now$/m);
        assert.match(stdout, /^ +deregister +1 +9 +now$/m);
    });

    it("leaves out what is 73 hours old", async () => {
        journalled("register", "2026-11-19T11:00:00.000Z");
        journalled("register", "2026-11-19T11:00:01.000Z");
        const { stdout } = await run("--number", phoneNumberId);
        assert.match(stdout, /register +1 +9/);
    });

    it("exits with 1 and says when the next is free after the tenth", async () => {
        for (let hour = 0; hour < 10; hour += 1) journalled("register", spent("register", hour).at);
        const { exitCode, stdout } = await run("--number", phoneNumberId);
        assert.equal(exitCode, 1);
        assert.match(stdout, /register +10 +0 +2026-11-25T01:00:00\.000Z, in 61 h 0 min$/m);
    });

    it("fits 80 columns on a terminal, with every time in whole", async () => {
        for (let hour = 0; hour < 10; hour += 1) journalled("register", spent("register", hour).at);
        const { stdout } = await commandLineRun(["budget", "--number", phoneNumberId], {
            folder,
            env: { WHATSAPP_JOURNAL_DIR: folder },
            isTerminal: true,
        });
        const [table = ""] = stripVTControlCharacters(stdout).split("Of 10 each");
        const widths = table.split("\n").map((line) => line.length);
        assert.ok(Math.max(...widths) <= 80, table);
        assert.match(table, / 2026-11-25T01:00:00\.000Z/);
    });

    it("shows Meta's block and until when", async () => {
        journalled("register", "2026-11-22T10:00:00.000Z", 133016);
        const { exitCode, stdout } = await run("--number", phoneNumberId, "--json");
        assert.equal(exitCode, 1);
        const [{ budgets } = { budgets: undefined }] = (
            JSON.parse(stdout) as { numbers: { budgets: { register: object } }[] }
        ).numbers;
        assert.deepEqual(budgets?.register, {
            used: 1,
            left: 0,
            nextSlotAt: "2026-11-25T11:00:00.000Z",
            blockedUntil: "2026-11-25T11:00:00.000Z",
        });
    });

    it("exits with 1 and says why where the journal cannot be read", async () => {
        const path = join(folder, "meta", `${phoneNumberId}.jsonl`);
        mkdirSync(path, { recursive: true });
        const { exitCode, stdout } = await run("--number", phoneNumberId);
        assert.equal(exitCode, 1);
        assert.ok(stdout.includes(`nothing is sent now: the journal of its requests, ${path}`));
        assert.match(stdout, /it is not a regular file.*WHATSAPP_JOURNAL_DIR/);
    });

    it("refuses a relative folder of the journal", async () => {
        const env = { WHATSAPP_JOURNAL_DIR: "journal" };
        const { exitCode, stderr } = await commandLineRun(["budget", "--number", phoneNumberId], {
            folder,
            env,
        });
        assert.equal(exitCode, 1);
        assert.match(stderr, /WHATSAPP_JOURNAL_DIR is "journal", which is not an absolute path/);
    });

    it("shows what was refused while it is not tried again, from state and journal", async () => {
        const message = "Cannot register phone number 106540352242922: refused.";
        const at = "2026-11-22T11:00:00.000Z";
        const refusal = { operation: "register", at, attempts: 1, message, reading: "" };
        writeState({ refusal: { ...refusal, nextTryAt: "2026-11-22T12:05:00.000Z" } });
        journalled("deregister", "2026-11-22T11:59:00.000Z", 131000);
        const { stdout } = await run("--state", "state.json");
        assert.match(
            stdout,
            /register was refused .* at 2026-11-22T12:05:00.000Z, in 5 min\. Cannot/,
        );
        assert.match(stdout, /deregister was refused and is tried again at 2026-11-22T12:04/);
        assert.doesNotMatch(stdout, /012345/);
    });

    it("keeps quiet of a refusal whose time is over", async () => {
        const refusal = { operation: "register", attempts: 1, message: "x", reading: "" };
        const [at, nextTryAt] = ["2026-11-22T11:00:00.000Z", "2026-11-22T12:00:00.000Z"];
        writeState({ refusal: { ...refusal, at, nextTryAt } });
        const { stdout } = await run("--state", "state.json");
        assert.doesNotMatch(stdout, /refused/);
    });

    const wrong: readonly (readonly [string, readonly string[], number, RegExp])[] = [
        ["neither a number nor a state", [], 2, /give --number .*, --state .* or both/],
        [
            "an id that is none",
            ["--number", "support"],
            2,
            /option --number: phoneNumberId must be/,
        ],
        [
            "a file that is not there",
            ["--state", "no.json"],
            1,
            /Cannot read no\.json: there is no/,
        ],
        [
            "a file of something else",
            ["--state", "other"],
            1,
            /not the state of a stack\. Make one/,
        ],
    ];
    for (const [what, args, expected, message] of wrong) {
        it(`says what is right for ${what}`, async () => {
            writeFileSync(join(folder, "other"), '{"resources": []}');
            const { exitCode, stdout, stderr } = await run(...args);
            assert.deepEqual([exitCode, stdout], [expected, ""]);
            assert.match(stderr, message);
        });
    }
});
