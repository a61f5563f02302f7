import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { OperationNotes } from "../../../provider/src/journal/OperationNotes";

const phoneNumberId = "106540352242922";
const engineAddress = "127.0.0.1:40001";
const urn = "urn:pulumi:dev::numbers::type::main";
const other = "urn:pulumi:dev::numbers::type::other";

describe("OperationNotes", () => {
    let folder: string;
    const notes = (pid: number, engine = engineAddress): OperationNotes =>
        new OperationNotes(folder, { engineAddress: engine, pid });

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "notes-"));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
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

    it("reads the notes of a version that held no URN", () => {
        writeFileSync(
            join(folder, `${process.pid}.declared`),
            `${engineAddress}\n${phoneNumberId}\n`,
        );
        assert.equal(notes(process.ppid).isDeclaredElsewhere(phoneNumberId), true);
        assert.equal(notes(process.ppid).twinOf(phoneNumberId, other), undefined);
    });

    it("counts only while its writer lives", () => {
        const { pid } = spawnSync(process.execPath, ["--version"]);
        writeFileSync(join(folder, `${pid}.declared`), `${engineAddress}\n${phoneNumberId}\n`);
        assert.equal(notes(process.pid).isDeclaredElsewhere(phoneNumberId), false);
        notes(process.pid).declare("1", urn);
        assert.equal(
            existsSync(join(folder, `${pid}.declared`)),
            false,
            "swept by the next writer",
        );
    });

    it("begins anew where an earlier process had the same number", () => {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, `${process.pid}.declared`), `${engineAddress}\n77\n`);
        notes(process.pid).declare(phoneNumberId, urn);
        assert.equal(notes(process.ppid).isDeclaredElsewhere("77"), false);
        assert.equal(notes(process.ppid).isDeclaredElsewhere(phoneNumberId), true);
    });

    it("reads an absent folder as no notes", () => {
        const none = new OperationNotes(join(folder, "none"), { engineAddress, pid: 1 });
        assert.equal(none.isDeclaredElsewhere(phoneNumberId), false);
    });
});
