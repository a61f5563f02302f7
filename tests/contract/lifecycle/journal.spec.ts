import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { startSimulator } from "pulumi-whatsapp-simulator";

import { journalPlace, noteMeeting } from "../../../provider/src/journal/journalPlace";
import { NumberLock } from "../../../provider/src/journal/NumberLock";
import { failureOf } from "../guide/failureOf";
import { accessToken, phoneNumberId, Rig } from "./Rig";

type Properties = Record<string, unknown>;

const HOUR_MS = 3_600_000;

describe("the journal of a number", () => {
    let rig: Rig;
    let file: string;
    const said = (severity: string): string =>
        rig.lines
            .filter((line) => line.severity === severity)
            .map(({ message }) => message)
            .join("\n");
    const hoursAgo = (hours: number): string =>
        new Date(rig.simulator.clock.now().getTime() - hours * HOUR_MS).toISOString();
    /** Ten times, one second apart. The first is the given number of hours ago. */
    const tenFrom = (hours: number): string[] =>
        Array.from({ length: 10 }, (_, second) => hoursAgo(hours - second / 3600));
    const journalled = (...lines: readonly object[]): void => {
        appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    };

    const otherRun = (): NumberLock =>
        new NumberLock(join(file, ".."), phoneNumberId, {
            pid: process.ppid,
            stack: "ci::numbers",
        });

    beforeEach(async () => {
        rig = await Rig.start();
        noteMeeting(rig.env, rig.simulator.url);
        const folder = (await journalPlace(rig.env, rig.simulator.url)).folder;
        mkdirSync(folder, { recursive: true });
        file = join(folder, `${phoneNumberId}.jsonl`);
    });
    afterEach(async () => {
        await rig.stop();
    });

    for (const [what, put] of [
        [
            "a folder stands in its place",
            () => {
                mkdirSync(file);
            },
        ],
        [
            "a link leads round in a circle",
            () => {
                symlinkSync(file, file);
            },
        ],
        [
            "it is nothing but damage",
            () => {
                writeFileSync(file, "\0\0\n\0\0\n");
            },
        ],
    ] as const) {
        describe(`where ${what}`, () => {
            let state: Properties;

            beforeEach(async () => {
                state = await rig.create();
                rmSync(file);
                put();
                if (/damage/.test(what)) {
                    const now = rig.simulator.clock.now();
                    utimesSync(file, now, now);
                }
                rig.letters();
                rig.lines.length = 0;
            });

            it("deregisters nothing, and names the file and the remedy", async () => {
                const { message } = await failureOf(rig.destroy(state));
                assert.ok(message.includes(file), message);
                assert.match(
                    message,
                    /^Cannot deregister .*(WHATSAPP_JOURNAL_DIR|delete the file)/,
                );
                assert.equal(rig.letters(), "N");
                assert.equal(rig.simulator.number(phoneNumberId).registered, true);
            });

            it("registers nothing, and says so in the preview", async () => {
                rig.simulator.changeNumber(phoneNumberId, { registered: false });
                const { message } = await failureOf(rig.create());
                assert.ok(message.includes(file), message);
                assert.equal(rig.letters(), "", "the preview refuses it");
                rig.config["whatsapp:strictPreview"] = "false";
                const { message: later } = await failureOf(rig.create());
                assert.ok(later.includes(file), later);
                assert.equal(rig.letters(), "N");
            });

            it("moves nothing", async () => {
                const moved = rig.up(state, { dataLocalizationRegion: "CH" });
                assert.ok((await failureOf(moved)).message.includes(file));
                assert.equal(rig.simulator.number(phoneNumberId).registered, true);
                assert.doesNotMatch(rig.letters(), /[DRWP]/);
            });

            it("looks at a number that the state holds for registered, and fails where it is not", async () => {
                rig.simulator.changeNumber(phoneNumberId, { registered: false });
                const { message } = await failureOf(rig.up(state));
                assert.ok(message.includes(file), message);
                assert.match(rig.letters(), /^N/);
                rig.simulator.changeNumber(phoneNumberId, { registered: true });
                assert.equal((await rig.up(state))["registered"], true);
                assert.match(said("info"), /the journal is in doubt: looks at the number first/);
            });

            it("goes on with what Meta does not count, and warns", async () => {
                const read = await rig.refresh(state);
                assert.equal(read["registered"], true);
                assert.ok(said("warning").includes(file));
                const changed = await rig.up(state, { pin: "543210" });
                assert.equal(changed["pin"], "543210");
                assert.equal(rig.simulator.number(phoneNumberId).pin, "543210");
                const { message } = await failureOf(rig.destroy(changed));
                assert.ok(message.includes(file), "a line more does not mend it");
            });
        });
    }

    it("that was damaged counts again after 73 hours", async () => {
        const state = await rig.create();
        writeFileSync(file, "\0\0\n\0\0\n");
        const now = rig.simulator.clock.now();
        utimesSync(file, now, now);
        await failureOf(rig.destroy(state));
        rig.simulator.clock.advance({ hours: 73 });
        await rig.destroy(state);
        assert.equal(rig.simulator.number(phoneNumberId).registered, false);
    });

    it("holds back the eleventh on a machine whose clock is five minutes fast", async () => {
        const ten = tenFrom(72 - 2 / 60);
        rig.simulator.changeNumber(phoneNumberId, { attempts: { register: ten } });
        for (const at of ten) journalled({ operation: "register", at, outcome: "accepted" });
        rig.clockAheadMs = 5 * 60_000;
        await failureOf(rig.create());
        assert.equal(rig.simulator.number(phoneNumberId).attempts.register, 10);
        assert.equal(rig.simulator.number(phoneNumberId).blockedUntil.register, null);
    });

    it("shows no drift by a deregistration that no state can still know of", async () => {
        const state = await rig.create();
        const adopted = {
            ...state,
            spentRequests: [],
            __knownUntil: undefined,
            registeredAt: undefined,
        };
        rmSync(file);
        journalled({ operation: "deregister", at: hoursAgo(100), outcome: "accepted" });
        rig.letters();
        assert.equal(await rig.up(adopted), adopted, "nothing to do");
        assert.equal(rig.letters(), "");
    });

    it("lets a delete that failed say where it is remembered", async () => {
        const state = await rig.create();
        const fault = { kind: "graphError", code: 131000 } as const;
        rig.simulator.addFault({ endpoint: "deregister", fault });
        const { message } = await failureOf(rig.destroy(state));
        assert.match(message, /131000/);
        assert.match(
            message,
            /Pulumi saves nothing of a delete that fails: only the journal in \//,
        );
        assert.ok(message.includes((await journalPlace(rig.env, rig.simulator.url)).folder));
        const { message: refused } = await failureOf(rig.destroy(state));
        assert.doesNotMatch(refused, /Pulumi saves nothing/, "nothing was sent");
    });

    it("refuses a relative folder before anything is sent", async () => {
        rig.env["WHATSAPP_JOURNAL_DIR"] = "journal";
        const { message } = await failureOf(rig.create());
        assert.match(message, /WHATSAPP_JOURNAL_DIR is "journal", which is not an absolute path/);
        assert.equal(rig.letters(), "");
    });

    it("of another world is not that of a simulator that was started anew at its port", async () => {
        const ten = tenFrom(1);
        rig.simulator.changeNumber(phoneNumberId, { attempts: { register: ten } });
        await failureOf(rig.create());
        const { message } = await failureOf(rig.create());
        assert.match(message, /133016/);
        const port = Number(new URL(rig.simulator.url).port);
        await rig.simulator.close();
        const fresh = await startSimulator({ port, now: "2026-11-22T12:00:00.000Z" });
        try {
            assert.equal((await rig.create())["registered"], true);
            assert.equal(fresh.number(phoneNumberId).registered, true);
        } finally {
            await fresh.close();
        }
    });

    it("gives up after a wait for another run, says for whom, and has sent nothing", async () => {
        const other = otherRun();
        await other.take({ sleep: () => Promise.resolve(), onBusy: () => Promise.resolve() });
        const before = rig.simulator.clock.now().getTime();
        const { message, properties } = await failureOf(rig.create());
        assert.match(
            message,
            /another run with it has not ended in 20 min \(process \d+ on \S+, for ci::numbers, since /,
        );
        assert.equal(properties, undefined);
        assert.equal(rig.letters(), "");
        assert.ok(rig.simulator.clock.now().getTime() - before >= 20 * 60_000);
        assert.match(
            said("info"),
            /waits for another run with phone number 106540352242922: process/,
        );
        other.release();
        assert.equal((await rig.create())["registered"], true);
    });

    it("is read again when the wait is over: the other run may have done it", async () => {
        const other = otherRun();
        await other.take({ sleep: () => Promise.resolve(), onBusy: () => Promise.resolve() });
        const created = rig.create();
        while (!/waits for another run/.test(said("info"))) {
            await new Promise((resolve) => setImmediate(resolve));
        }
        const ten = tenFrom(1);
        rig.simulator.changeNumber(phoneNumberId, { attempts: { register: ten } });
        for (const at of ten) journalled({ operation: "register", at, outcome: "accepted" });
        other.release();
        assert.match((await failureOf(created)).message, /10 of 10 register requests were used/);
        assert.equal(rig.simulator.number(phoneNumberId).attempts.register, 10);
    });

    it("does not wait when the engine is gone", async () => {
        const other = otherRun();
        await other.take({ sleep: () => Promise.resolve(), onBusy: () => Promise.resolve() });
        rig.isEngineGone = true;
        const { message } = await failureOf(rig.create());
        assert.match(message, /Pulumi's engine is gone\. Nothing was sent/);
        other.release();
    });

    it("holds no secret in its file of a lock", async () => {
        await rig.create({ dataLocalizationRegion: "CH" });
        assert.ok(!rig.journalText().includes(accessToken));
    });
});
