import assert from "node:assert/strict";
import { homedir } from "node:os";
import { join } from "node:path";

import { journalFolder } from "../../../provider/src/journal/journalFolder";

const meta = "https://graph.facebook.com";

describe("journalFolder", () => {
    it("is in Pulumi's own folder", () => {
        assert.equal(
            journalFolder({}, meta),
            join(homedir(), ".pulumi", "pulumi-whatsapp", "meta"),
        );
        assert.equal(
            journalFolder({ PULUMI_HOME: "/p" }, meta),
            join("/p", "pulumi-whatsapp", "meta"),
        );
    });

    it("is where WHATSAPP_JOURNAL_DIR says", () => {
        const env = { PULUMI_HOME: "/p", WHATSAPP_JOURNAL_DIR: "/j" };
        assert.equal(journalFolder(env, meta), join("/j", "meta"));
    });

    it("is one for Meta, behind a proxy of one's own too", () => {
        const env = { WHATSAPP_JOURNAL_DIR: "/j" };
        assert.equal(journalFolder(env, "https://graph.example.com"), join("/j", "meta"));
    });

    it("keeps the numbers of a simulator apart", () => {
        const env = { WHATSAPP_JOURNAL_DIR: "/j" };
        for (const host of ["127.0.0.1", "localhost", "[::1]"]) {
            assert.equal(journalFolder(env, `http://${host}:4010`), join("/j", "simulator-4010"));
        }
    });
});
