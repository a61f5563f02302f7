import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
    chmodSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
    symlinkSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { NotesOfOthers, OperationNotes } from "../../../provider/src/journal/OperationNotes";
import { identityText, processIdentity } from "../../../provider/src/journal/ProcessIdentity";

const phoneNumberId = "106540352242922";
const engineAddress = "127.0.0.1:40001";
const urn = "urn:pulumi:dev::numbers::type::main";
const other = "urn:pulumi:dev::numbers::type::other";

describe("OperationNotes", () => {
    let temporaryFolder: string;
    const notes = (pid: number, engine = engineAddress): OperationNotes =>
        new OperationNotes({ engineAddress: engine, pid, temporaryFolder });
    const folder = (): string => {
        const [name = ""] = readdirSync(temporaryFolder);
        return join(temporaryFolder, name);
    };
    /** Notes as another process would have left them. */
    const leftBy = (identity: ReturnType<typeof processIdentity>): string => {
        const path = join(folder(), `${identityText(identity)}.declared`);
        writeFileSync(path, `${engineAddress}\n${phoneNumberId} ${urn}\n`);
        return path;
    };

    beforeEach(() => {
        temporaryFolder = mkdtempSync(join(tmpdir(), "notes-"));
    });
    afterEach(() => {
        rmSync(temporaryFolder, { recursive: true });
    });

    it("tells another process of the same operation", () => {
        notes(process.pid).declare(phoneNumberId, urn);
        assert.equal(notes(process.ppid).isDeclaredElsewhere(phoneNumberId), true);
        assert.equal(notes(process.ppid).isDeclaredElsewhere("1"), false);
    });

    it("tells nothing to another operation", () => {
        notes(process.pid).declare(phoneNumberId, urn);
        const elsewhere = notes(process.ppid, "127.0.0.1:40002");
        assert.equal(elsewhere.isDeclaredElsewhere(phoneNumberId), false);
    });

    it("tells another resource that declares the number in another process, and no replace", () => {
        notes(process.pid).declare(phoneNumberId, urn);
        assert.equal(notes(process.ppid).twinOf(phoneNumberId, other), urn);
        assert.equal(notes(process.ppid).twinOf(phoneNumberId, urn), undefined, "the same one");
        assert.equal(notes(process.ppid).twinOf("1", other), undefined);
        assert.equal(notes(process.ppid).twinOf(phoneNumberId, ""), undefined, "an import");
    });

    it("keeps the notes of two processes with one id apart, as two containers have them", () => {
        notes(process.pid).declare(phoneNumberId, urn);
        const second = notes(process.pid, "127.0.0.1:40002");
        second.declare("77", other);
        assert.equal(readdirSync(folder()).length, 2);
        assert.equal(notes(process.ppid).isDeclaredElsewhere(phoneNumberId), true);
    });

    it("counts only while its writer lives, and is swept by the next one", () => {
        const { pid } = spawnSync(process.execPath, ["--version"]);
        notes(process.ppid).declare("2", urn);
        const dead = leftBy({ ...processIdentity(process.pid), pid });
        const reused = leftBy({ ...processIdentity(process.pid), birth: "1" });
        assert.equal(notes(process.pid).isDeclaredElsewhere(phoneNumberId), false);
        notes(process.pid).declare("1", urn);
        const left = readdirSync(folder()).map((name) => join(folder(), name));
        assert.ok(!left.includes(dead), "its process is gone");
        assert.ok(!left.includes(reused), "its id belongs to another process now");
        assert.equal(left.length, 2);
    });

    it("leaves those of another machine alone for a day", () => {
        notes(process.ppid).declare("2", urn);
        const elsewhere = { ...processIdentity(process.pid), place: "0123456789ab" };
        const fresh = leftBy(elsewhere);
        const old = leftBy({ ...elsewhere, nonce: "aa" });
        utimesSync(old, new Date(0), new Date(0));
        assert.equal(notes(process.pid).isDeclaredElsewhere(phoneNumberId), false);
        notes(process.pid).declare("1", urn);
        const left = readdirSync(folder()).map((name) => join(folder(), name));
        assert.ok(left.includes(fresh));
        assert.ok(!left.includes(old));
    });

    it("belongs to this user alone", () => {
        notes(process.pid).declare(phoneNumberId, urn);
        const [file = ""] = readdirSync(folder());
        assert.equal(statSync(folder()).mode & 0o777, 0o700);
        assert.equal(statSync(join(folder(), file)).mode & 0o777, 0o600);
        assert.match(readFileSync(join(folder(), file), "utf8"), /urn:pulumi/);
    });

    it("takes no folder that others can write, nor a link that somebody put there", () => {
        notes(process.pid).declare(phoneNumberId, urn);
        const path = folder();
        chmodSync(path, 0o777);
        assert.equal(notes(process.ppid).isDeclaredElsewhere(phoneNumberId), false);
        assert.throws(() => {
            notes(process.ppid).declare("1", urn);
        }, NotesOfOthers);
        rmSync(path, { recursive: true });
        mkdirSync(join(temporaryFolder, "elsewhere"), { mode: 0o700 });
        symlinkSync(join(temporaryFolder, "elsewhere"), path);
        assert.throws(() => {
            notes(process.ppid).declare("1", urn);
        }, NotesOfOthers);
    });

    it("reads an absent folder as no notes", () => {
        assert.equal(notes(1).isDeclaredElsewhere(phoneNumberId), false);
    });
});
