import assert from "node:assert/strict";
import {
    appendFileSync,
    chmodSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    statSync,
    truncateSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
    RequestJournal,
    type JournalledRequest,
} from "../../../provider/src/journal/RequestJournal";

const phoneNumberId = "106540352242922";
const request = (
    at: string,
    operation: "register" | "deregister" = "register",
): JournalledRequest => ({
    phoneNumberId,
    operation,
    at,
    stack: "dev::numbers",
});
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
        chmodSync(folder, 0o700);
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
});
