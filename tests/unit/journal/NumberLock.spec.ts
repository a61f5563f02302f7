import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import {
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import {
    describeOwner,
    type LockOwner,
    NumberLock,
} from "../../../provider/src/journal/NumberLock";
import { identityText, processIdentity } from "../../../provider/src/journal/ProcessIdentity";

const phoneNumberId = "106540352242922";
const stack = "dev::numbers";
const dist = path.resolve(__dirname, "../../../provider/dist/journal/NumberLock.js");

describe("NumberLock", () => {
    let folder: string;
    const lockOf = (id = phoneNumberId): NumberLock =>
        new NumberLock(folder, id, { pid: process.pid, stack });
    const patience = (looks: LockOwner[], most = 3) => ({
        sleep: () => sleep(1),
        onBusy: (owner: LockOwner) => {
            looks.push(owner);
            return looks.length < most ? Promise.resolve() : Promise.reject(new Error("waited"));
        },
    });
    /** The file of another process, as that process left it. */
    const leftBy = (identity: ReturnType<typeof processIdentity>): string => {
        const file = path.join(folder, `${phoneNumberId}.1-${identityText(identity)}.lock`);
        writeFileSync(file, JSON.stringify({ host: "runner-1", stack }));
        return file;
    };

    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "lock-"));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    it("lets one have a number, tells the other who it is, and lets it in afterwards", async () => {
        const [first, second] = [lockOf(), lockOf()];
        await first.take(patience([]));
        const looks: LockOwner[] = [];
        await assert.rejects(second.take(patience(looks)), /waited/);
        assert.match(
            describeOwner(looks[0] as LockOwner),
            new RegExp(`^process ${process.pid} on \\S+, for dev::numbers, since 20\\d\\d-`),
        );
        first.release();
        await second.take(patience([], 1));
        second.release();
        assert.deepEqual(readdirSync(folder), []);
    });

    it("does not lock another number", async () => {
        const [first, second] = [lockOf(), lockOf("106540352242923")];
        await first.take(patience([], 1));
        await second.take(patience([], 1));
        first.release();
        second.release();
    });

    it("takes over from the dead, also where their process id is in use again", async () => {
        const { pid } = spawnSync(process.execPath, ["--version"]);
        leftBy({ ...processIdentity(process.pid), pid });
        leftBy({ ...processIdentity(process.pid), birth: "1" });
        const lock = lockOf();
        await lock.take(patience([], 1));
        assert.equal(readdirSync(folder).length, 1, "what the dead left is gone");
        lock.release();
    });

    it("waits for a process of another container while that touches its file", async () => {
        const file = leftBy({ ...processIdentity(process.pid), place: "0123456789ab" });
        const looks: LockOwner[] = [];
        await assert.rejects(lockOf().take(patience(looks)), /waited/);
        assert.equal(looks[0]?.host, "runner-1");
        const silent = new Date(Date.now() - 91_000);
        utimesSync(file, silent, silent);
        const lock = lockOf();
        await lock.take(patience([], 1));
        lock.release();
    });

    it("throws where its folder cannot be made", async () => {
        writeFileSync(path.join(folder, "file"), "");
        folder = path.join(folder, "file");
        await assert.rejects(lockOf().take(patience([])), /ENOTDIR|EEXIST/);
        folder = path.dirname(folder);
    });

    it("never gives the number to two processes, even if some are killed", async function () {
        this.timeout(60_000);
        mkdirSync(path.join(folder, "in"));
        const script = `
            const { NumberLock } = require(${JSON.stringify(dist)});
            const { readdirSync, writeFileSync, rmSync, appendFileSync } = require("node:fs");
            const { setTimeout: sleep } = require("node:timers/promises");
            const [folder, killed] = process.argv.slice(1);
            const own = folder + "/in/" + process.pid;
            (async () => {
                for (let turn = 0; turn < 25; turn += 1) {
                    const lock = new NumberLock(folder, "${phoneNumberId}", { pid: process.pid });
                    await lock.take({ sleep: () => sleep(Math.random() * 4), onBusy: async () => {} });
                    writeFileSync(own, "");
                    await sleep(Math.random() * 3);
                    const inside = readdirSync(folder + "/in").length;
                    appendFileSync(folder + "/seen", inside + "\\n");
                    rmSync(own);
                    if (killed === "killed" && turn === 12) process.kill(process.pid, "SIGKILL");
                    lock.release();
                }
            })();`;
        const runs = ["killed", "", "killed", ""].map(
            (killed) =>
                new Promise<number | null>((resolve) => {
                    const args = ["-e", script, folder, killed];
                    spawn(process.execPath, args, { stdio: "inherit" }).on("exit", resolve);
                }),
        );
        const codes = await Promise.all(runs);
        assert.deepEqual(codes.toSorted(), [0, 0, null, null]);
        const seen = readFileSync(path.join(folder, "seen"), "utf8").trim().split("\n");
        assert.equal(seen.length, 25 + 25 + 13 + 13);
        assert.deepEqual([...new Set(seen)], ["1"]);
    });
});
