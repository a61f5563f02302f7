import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
    appendFileSync,
    chmodSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
    symlinkSync,
    truncateSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

import { countedAmong } from "../../../provider/src/decisions/JournalEntry";
import type { JournalTrouble } from "../../../provider/src/decisions/JournalReading";
import { mergedSpentRequests } from "../../../provider/src/decisions/spentRequests";
import {
    RequestJournal,
    type JournalledRequest,
} from "../../../provider/src/journal/RequestJournal";

const phoneNumberId = "106540352242922";
const dist = resolve(__dirname, "../../../provider/dist/journal/RequestJournal.js");
const request = (
    at: string,
    operation: "register" | "deregister" = "register",
): JournalledRequest => ({
    phoneNumberId,
    operation,
    at,
    stack: "dev::numbers",
});
const other = "106540352242923";
const first = "2026-11-22T10:00:00.000Z";
const second = "2026-11-22T11:00:00.000Z";

describe("RequestJournal", () => {
    let folder: string;
    let journal: RequestJournal;
    const file = (): string => join(folder, "journal", `${phoneNumberId}.jsonl`);

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "journal-"));
        journal = new RequestJournal(join(folder, "journal"));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    it("knows nothing of a number without a file", () => {
        assert.deepEqual(journal.spentRequests(phoneNumberId), []);
        assert.deepEqual(journal.entries(phoneNumberId), []);
    });

    it("counts a request as unanswered from before it is sent", () => {
        journal.begin(request(first));
        assert.deepEqual(new RequestJournal(join(folder, "journal")).spentRequests(phoneNumberId), [
            { operation: "register", at: first, outcome: "unanswered" },
        ]);
    });

    it("keeps the answer", () => {
        journal.begin(request(first));
        journal.complete(request(first), { outcome: "refused", graphCode: 133005 });
        assert.deepEqual(journal.spentRequests(phoneNumberId), [
            { operation: "register", at: first, outcome: "refused", graphCode: 133005 },
        ]);
    });

    it("forgets a request that never left the machine", () => {
        journal.begin(request(first));
        journal.complete(request(first), { outcome: "notSent" });
        assert.deepEqual(journal.spentRequests(phoneNumberId), []);
    });

    it("loses nothing but the line that a kill cut short, at any byte", () => {
        journal.begin(request(first));
        journal.complete(request(first), { outcome: "accepted" });
        const whole = statSync(file()).size;
        journal.begin(request(second));
        const cut = statSync(file()).size;
        for (let size = cut; size >= whole; size -= 1) {
            truncateSync(file(), size);
            journal.complete(request(second), { outcome: "accepted" });
            const spent = journal.spentRequests(phoneNumberId);
            assert.deepEqual(
                spent.map(({ at, outcome }) => [at, outcome]),
                [
                    [first, "accepted"],
                    [second, "accepted"],
                ],
                `cut at byte ${size}`,
            );
            truncateSync(file(), size);
        }
    });

    it("takes lines of two writers", () => {
        const other = new RequestJournal(join(folder, "journal"));
        journal.begin(request(first));
        other.begin(request(second, "deregister"));
        journal.complete(request(first), { outcome: "accepted" });
        other.complete(request(second, "deregister"), { outcome: "accepted" });
        assert.equal(journal.spentRequests(phoneNumberId).length, 2);
        assert.deepEqual(other.spentRequests(phoneNumberId), journal.spentRequests(phoneNumberId));
    });

    it("passes over what it cannot understand", () => {
        journal.begin(request(first));
        appendFileSync(
            file(),
            'null\n{}\n{"operation":"register"}\n{"operation":"other","at":"x"}\n',
        );
        assert.equal(journal.spentRequests(phoneNumberId).length, 1);
    });

    it("belongs to this user alone", () => {
        journal.begin(request(first));
        assert.equal(statSync(file()).mode & 0o777, 0o600);
        assert.equal(statSync(join(folder, "journal")).mode & 0o777, 0o700);
    });

    it("throws where the disk cannot be written", () => {
        const blocked = new RequestJournal(join("/dev/null", "journal"));
        assert.throws(() => {
            blocked.begin(request(first));
        }, /ENOTDIR/);
    });

    it("throws where a line does not fit on the disk as a whole", () => {
        journal.begin(request(first));
        const script = `
            const { RequestJournal } = require(${JSON.stringify(dist)});
            const journal = new RequestJournal(${JSON.stringify(dirname(file()))});
            for (let second = 10; second < 60; second += 1) {
                journal.begin({ phoneNumberId: "${phoneNumberId}", operation: "register",
                    at: "2026-11-22T10:00:" + second + ".000Z", stack: "dev::numbers" });
            }`;
        // Files of that process may have a kilobyte at most.
        const args = ["-c", 'ulimit -f 1; "$0" -e "$1"', process.execPath, script];
        const { status, stderr } = spawnSync("bash", args, { encoding: "utf8" });
        assert.equal(status, 1);
        assert.match(stderr, /only \d+ of \d+ bytes could be written|EFBIG/);
        const spent = journal.spentRequests(phoneNumberId);
        assert.ok(spent.length > 1 && spent.length < 20, "the line that was cut costs itself only");
        assert.equal(journal.read(phoneNumberId).trouble, undefined);
    });

    describe("of something else than a file of lines", () => {
        const trouble = (): JournalTrouble | undefined => journal.read(phoneNumberId).trouble;
        const reason = (): string => {
            const found = trouble();
            assert.equal(found?.kind, "unreadable");
            assert.equal(found.path, file());
            assert.throws(() => {
                journal.begin(request(first));
            });
            return found.reason;
        };

        beforeEach(() => {
            mkdirSync(dirname(file()), { recursive: true });
        });

        it("is unreadable where another user wrote it", function () {
            if (process.getuid?.() !== 0) this.skip();
            journal.begin(request(first));
            // Root may read everything, so another user must try it.
            const script = `
                process.setgid(65534); process.setuid(65534);
                const { RequestJournal } = require(${JSON.stringify(dist)});
                const journal = new RequestJournal(${JSON.stringify(dirname(file()))});
                console.log(JSON.stringify(journal.read("${phoneNumberId}")));`;
            for (const open of [folder, dirname(file())]) chmodSync(open, 0o755);
            // The script loads what it needs before it gives up its rights.
            const { stdout } = spawnSync(
                process.execPath,
                ["-e", `require(${JSON.stringify(dist)});${script}`],
                { encoding: "utf8" },
            );
            const read = JSON.parse(stdout) as ReturnType<typeof journal.read>;
            assert.deepEqual(read, {
                entries: [],
                trouble: {
                    kind: "unreadable",
                    path: file(),
                    reason: "this user has no permission (EACCES)",
                },
            });
        });

        it("is unreadable where a link stands, and writes to nothing behind it", () => {
            writeFileSync(join(folder, "elsewhere"), "");
            symlinkSync(join(folder, "elsewhere"), file());
            assert.match(reason(), /symbolic link/);
            assert.equal(readFileSync(join(folder, "elsewhere"), "utf8"), "");
        });

        it("is unreadable where a folder, a device or a FIFO stands, and waits for none", () => {
            mkdirSync(file());
            assert.match(reason(), /not a regular file/);
            rmSync(file(), { recursive: true });
            assert.equal(spawnSync("mkfifo", [file()]).status, 0);
            assert.match(reason(), /not a regular file/);
        });

        it("is unreadable where its folder is a file", () => {
            rmSync(dirname(file()), { recursive: true });
            writeFileSync(dirname(file()), "");
            assert.match(reason(), /ENOTDIR/);
        });

        it("is lost where nothing can be understood, also when lines come after it", () => {
            writeFileSync(file(), "\0\0\0\0\n%PDF-1.7\n\ufffd\ufffd\n");
            utimesSync(file(), new Date(first), new Date(first));
            const lost = { kind: "lost", path: file(), until: first };
            assert.deepEqual(trouble(), lost);
            journal.prepare(phoneNumberId, new Date(second));
            for (let index = 0; index < 9; index += 1) journal.begin(request(second));
            assert.deepEqual(trouble(), lost);
        });

        it("is not lost for a few bad lines, nor for lines of a later version", () => {
            writeFileSync(file(), '{"operation":"re');
            assert.equal(trouble(), undefined, "cut short before its request left");
            journal.begin(request(first));
            journal.complete(request(first), { outcome: "accepted" });
            appendFileSync(file(), '\n{"operation":"newer"}\n{"kind":"newer"}\n');
            assert.equal(trouble(), undefined);
        });
    });

    it("counts two requests of one kind within a millisecond as two", () => {
        for (const id of ["a", "b"]) {
            journal.begin({ ...request(first), id });
            journal.complete({ ...request(first), id }, { outcome: "accepted" });
        }
        assert.equal(journal.spentRequests(phoneNumberId).length, 2);
    });

    describe("of a hundred thousand lines", () => {
        const now = new Date("2026-11-22T12:00:00.000Z");
        const line = (ageMs: number, rest: object): string =>
            JSON.stringify({
                operation: "register",
                at: new Date(now.getTime() - ageMs).toISOString(),
                stack: "dev::numbers",
                ...rest,
            });
        const dayMs = 24 * 3_600_000;

        beforeEach(() => {
            mkdirSync(dirname(file()), { recursive: true });
            const old = Array.from({ length: 100_000 }, (_, index) =>
                line(1000 * dayMs - index * 1000, { outcome: "refused", graphCode: 133005 }),
            );
            const holder = line(900 * dayMs, { outcome: "accepted", pinMark: "0123456789abcdef" });
            const young = Array.from({ length: 9 }, (_, index) =>
                line((73 * 60 - 1 - index) * 60_000, { outcome: "accepted" }),
            );
            writeFileSync(file(), [...old, holder, ...young].join("\n") + "\n");
        });

        it("keeps what counts and the last of each kind, and nothing else", () => {
            const before = journal.read(phoneNumberId);
            journal.prepare(phoneNumberId, now);
            const after = new RequestJournal(dirname(file())).read(phoneNumberId);
            assert.ok(statSync(file()).size < 10_000, `${statSync(file()).size} bytes`);
            assert.deepEqual(after.entries, before.entries.slice(-20));
            const counted = mergedSpentRequests([countedAmong(after.entries)], now);
            assert.equal(counted.length, 9);
            assert.equal(statSync(file()).mode & 0o777, 0o600);
            assert.deepEqual(readdirSync(dirname(file())), [`${phoneNumberId}.jsonl`]);
        });

        it("is read once an operation", () => {
            const [entry] = journal.entries(phoneNumberId);
            const startedAt = performance.now();
            for (let time = 0; time < 100; time += 1) journal.read(phoneNumberId);
            assert.equal(journal.entries(phoneNumberId)[0], entry, "the very same reading");
            assert.ok(performance.now() - startedAt < 1_000);
        });
    });

    it("keeps the writes that cost nothing, without their values and out of the count", () => {
        const pin = { ...request(first), operation: "pin" } as const;
        journal.begin(pin);
        journal.complete(pin, { outcome: "accepted" });
        const entry = { operation: "pin", at: first, stack: "dev::numbers", outcome: "accepted" };
        assert.deepEqual(journal.entries(phoneNumberId), [entry]);
        assert.deepEqual(journal.spentRequests(phoneNumberId), []);
    });

    it("keeps of a refused registration what tells its try from another one", () => {
        const tried = { ...request(first), mark: "0123456789abcdef" };
        journal.begin(tried);
        journal.complete(tried, { outcome: "refused", graphCode: 100, graphSubcode: 2388092 });
        const [entry] = journal.entries(phoneNumberId);
        assert.equal(entry?.mark, "0123456789abcdef");
        assert.equal(entry.graphSubcode, 2388092);
        assert.ok(!readFileSync(file(), "utf8").includes('"pin"'));
    });

    it("takes in what outputs know that are about to go, once", () => {
        journal.begin(request(first));
        const entries = [first, second].map((at) => ({
            operation: "register" as const,
            at,
            outcome: "accepted" as const,
        }));
        journal.absorb(phoneNumberId, entries);
        journal.absorb(phoneNumberId, entries);
        assert.equal(journal.entries(phoneNumberId).length, 2);
    });

    it("reads what 0.1.0 wrote", () => {
        journal.begin(request(second));
        const lines = [
            `{"operation":"register","at":"${first}","stack":"dev::numbers"}`,
            `{"operation":"register","at":"${first}","outcome":"refused","graphCode":133005}`,
        ];
        writeFileSync(file(), lines.map((line) => `\n${line}\n`).join(""));
        const refused = { operation: "register", at: first, outcome: "refused", graphCode: 133005 };
        assert.deepEqual(journal.spentRequests(phoneNumberId), [refused]);
        assert.deepEqual(journal.entries(phoneNumberId), [{ ...refused, stack: "dev::numbers" }]);
    });

    it("leaves notes about what happened out of the requests", () => {
        journal.note(phoneNumberId, first, "the engine was gone");
        assert.deepEqual(journal.entries(phoneNumberId), []);
        assert.match(readFileSync(file(), "utf8"), /the engine was gone/);
    });

    describe("with a folder where it was kept before", () => {
        const earlier = () => join(folder, "earlier");
        const moved = () => new RequestJournal(join(folder, "journal"), earlier());

        it("reads both as one, and writes only its own", () => {
            const before = new RequestJournal(earlier());
            before.begin(request(first));
            journal.begin(request(first));
            journal.complete(request(first), { outcome: "accepted" });
            before.begin({ ...request(second), phoneNumberId: other });
            moved().begin(request(second));
            assert.deepEqual(
                moved()
                    .entries(phoneNumberId)
                    .map(({ at, outcome }) => [at, outcome]),
                [
                    [first, "accepted"],
                    [second, "unanswered"],
                ],
            );
            assert.equal(moved().entries(other).length, 1);
            assert.deepEqual(moved().numbers(), [phoneNumberId, other]);
            assert.equal(before.entries(phoneNumberId).length, 1);
            assert.deepEqual(moved().copyOf(phoneNumberId).entries, moved().entries(phoneNumberId));
        });

        it("takes no trouble of either for a journal that is whole", () => {
            mkdirSync(join(earlier(), `${phoneNumberId}.jsonl`), { recursive: true });
            journal.begin(request(first));
            const { entries, trouble } = moved().read(phoneNumberId);
            assert.equal(entries.length, 1);
            assert.equal(trouble?.kind, "unreadable");
            assert.throws(() => moved().copyOf(phoneNumberId));
        });
    });
});
