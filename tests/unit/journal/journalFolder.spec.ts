import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

import { startSimulator } from "pulumi-whatsapp-simulator";

import {
    folderOfWorld,
    journalFolder,
    noteMeeting,
} from "../../../provider/src/journal/journalFolder";

const meta = "https://graph.facebook.com";

describe("journalFolder", () => {
    it("is in Pulumi's own folder", async () => {
        const home = join(homedir(), ".pulumi", "pulumi-whatsapp", "meta");
        assert.equal(await journalFolder({}, meta), home);
        const elsewhere = { PULUMI_HOME: "/p" };
        assert.equal(await journalFolder(elsewhere, meta), join("/p", "pulumi-whatsapp", "meta"));
    });

    it("is where WHATSAPP_JOURNAL_DIR says", async () => {
        const env = { PULUMI_HOME: "/p", WHATSAPP_JOURNAL_DIR: "/j" };
        assert.equal(await journalFolder(env, meta), join("/j", "meta"));
    });

    it("takes a variable that a pipeline left empty for none", async () => {
        const env = { PULUMI_HOME: "", WHATSAPP_JOURNAL_DIR: "" };
        assert.equal(await journalFolder(env, meta), await journalFolder({}, meta));
        const home = { PULUMI_HOME: "/p", WHATSAPP_JOURNAL_DIR: "" };
        assert.equal(await journalFolder(home, meta), join("/p", "pulumi-whatsapp", "meta"));
    });

    for (const variable of ["WHATSAPP_JOURNAL_DIR", "PULUMI_HOME"]) {
        it(`refuses a relative ${variable}, and names an absolute one`, async () => {
            const message = `${variable} is "here/j", which is no absolute path`;
            await assert.rejects(journalFolder({ [variable]: "here/j" }, meta), (error: Error) => {
                assert.ok(error.message.startsWith(message), error.message);
                assert.ok(error.message.includes(`"${join(process.cwd(), "here", "j")}"`));
                return true;
            });
        });
    }

    describe("of an address of this machine", () => {
        let root: string;
        let env: { readonly WHATSAPP_JOURNAL_DIR: string };
        let asked: string[];
        const folderOf = async (headers: Record<string, string>): Promise<string> => {
            const server = createServer((request, response) => {
                asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
                response.writeHead(200, headers).end("{}");
            });
            await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
            const { port } = server.address() as AddressInfo;
            const url = `http://127.0.0.1:${port}`;
            const before = await journalFolder(env, url);
            assert.deepEqual([before, asked], [join(root, "meta"), []], "nobody is asked unmet");
            noteMeeting(env, url);
            const folder = await journalFolder(env, url);
            server.close();
            return folder;
        };

        beforeEach(() => {
            root = mkdtempSync(join(tmpdir(), "journal-folder-"));
            env = { WHATSAPP_JOURNAL_DIR: root };
            asked = [];
        });
        afterEach(() => {
            rmSync(root, { recursive: true, force: true });
        });

        it("is that of the simulator's world once it was met, and of another one after its start anew", async () => {
            const first = await startSimulator();
            assert.equal(await journalFolder(env, first.url), join(root, "meta"));
            noteMeeting(env, first.url);
            const folder = await journalFolder(env, first.url);
            assert.equal(folder, folderOfWorld(env, first.worldId));
            assert.deepEqual(first.requests(), [], "no request to the Graph API");
            const port = Number(new URL(first.url).port);
            await first.close();
            const second = await startSimulator({ port });
            assert.equal(await journalFolder(env, second.url), folderOfWorld(env, second.worldId));
            await second.close();
        });

        it("is Meta's where something else has the simulator's address now", async () => {
            assert.equal(await folderOf({ "x-fb-trace-id": "AbC1dEf2" }), join(root, "meta"));
            const escaping = { "x-simulated-by": "pulumi-whatsapp-simulator/1" };
            const world = { ...escaping, "x-simulated-world": "../../elsewhere" };
            asked = [];
            assert.equal(await folderOf(world), join(root, "meta"));
            asked = [];
            assert.equal(await folderOf({ "x-simulated-world": "0123abcd" }), join(root, "meta"));
        });

        it("is Meta's where nobody answers: the numbers may be real ones", async () => {
            const simulator = await startSimulator();
            noteMeeting(env, simulator.url);
            await simulator.close();
            assert.equal(await journalFolder(env, simulator.url), join(root, "meta"));
        });
    });

    it("is one for Meta, behind a proxy of one's own too, which is asked nothing", async () => {
        const env = { WHATSAPP_JOURNAL_DIR: "/j" };
        assert.equal(await journalFolder(env, "https://graph.example.com"), join("/j", "meta"));
    });
});
