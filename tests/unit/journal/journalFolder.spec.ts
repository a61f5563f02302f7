import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

import { startSimulator } from "pulumi-whatsapp-simulator";

import { journalFolder, journalPlace } from "../../../provider/src/journal/journalFolder";

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

    describe("with a backend that is a folder", () => {
        let machine: string;
        const beside = () => join(machine, "state", ".pulumi-whatsapp", "meta");
        const home = () => join(machine, "home", "pulumi-whatsapp", "meta");
        const env = () => ({
            PULUMI_HOME: join(machine, "home"),
            PULUMI_BACKEND_URL: `file://${join(machine, "state")}`,
        });

        beforeEach(() => {
            machine = mkdtempSync(join(tmpdir(), "journal-place-"));
        });
        afterEach(() => {
            rmSync(machine, { recursive: true, force: true });
        });

        it("is beside the state, which lasts as long as the state does", async () => {
            assert.deepEqual(await journalPlace(env(), meta), { folder: beside() });
            const query = {
                ...env(),
                PULUMI_BACKEND_URL: `${env().PULUMI_BACKEND_URL}?no_tmp_dir=true`,
            };
            assert.deepEqual(await journalPlace(query, meta), { folder: beside() });
            const below = { ...env(), PULUMI_BACKEND_URL: "file://~/state" };
            assert.equal(
                await journalFolder(below, meta),
                join(homedir(), "state", ".pulumi-whatsapp", "meta"),
            );
        });

        it("stays in Pulumi's own folder where it is there already", async () => {
            mkdirSync(home(), { recursive: true });
            assert.deepEqual(await journalPlace(env(), meta), { folder: home() });
        });

        it("is read in both places where another machine began one beside the state", async () => {
            mkdirSync(home(), { recursive: true });
            mkdirSync(beside(), { recursive: true });
            const place = await journalPlace(env(), meta);
            assert.deepEqual(place, { folder: beside(), earlier: home() });
        });

        it("is where WHATSAPP_JOURNAL_DIR says all the same", async () => {
            const named = { ...env(), WHATSAPP_JOURNAL_DIR: "/j" };
            assert.deepEqual(await journalPlace(named, meta), { folder: join("/j", "meta") });
        });

        for (const url of [
            "",
            "file://~",
            "file://.",
            "file://state",
            "s3://bucket",
            "https://api.pulumi.com",
        ]) {
            it(`is in Pulumi's own folder where the backend is "${url}"`, async () => {
                const other = { ...env(), PULUMI_BACKEND_URL: url };
                assert.deepEqual(await journalPlace(other, meta), { folder: home() });
            });
        }
    });

    describe("of an address of this machine", () => {
        const env = { WHATSAPP_JOURNAL_DIR: "/j" };
        const answering = async (headers: Record<string, string>): Promise<Server> => {
            const server = createServer((_request, response) => {
                response.writeHead(200, headers).end("{}");
            });
            await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
            return server;
        };
        const folderOf = async (headers: Record<string, string>): Promise<string> => {
            const server = await answering(headers);
            const address = server.address();
            const port = typeof address === "object" ? address?.port : undefined;
            const folder = await journalFolder(env, `http://127.0.0.1:${port ?? 0}`);
            server.close();
            return folder;
        };

        it("is that of the simulator's world, and of another one after its start anew", async () => {
            const first = await startSimulator();
            const folder = await journalFolder(env, first.url);
            assert.match(folder, /^\/j\/simulated\/[0-9a-f-]+$/);
            assert.equal(await journalFolder(env, first.url), folder);
            assert.deepEqual(first.requests(), [], "no request to the Graph API");
            const port = Number(new URL(first.url).port);
            await first.close();
            const second = await startSimulator({ port });
            assert.notEqual(await journalFolder(env, second.url), folder);
            await second.close();
        });

        it("is Meta's behind a proxy on this machine, as direct runs have it", async () => {
            assert.equal(await folderOf({ "x-fb-trace-id": "AbC1dEf2" }), join("/j", "meta"));
            const escaping = { "x-simulated-by": "pulumi-whatsapp-simulator/1" };
            const world = { ...escaping, "x-simulated-world": "../../elsewhere" };
            assert.equal(await folderOf(world), join("/j", "meta"));
            assert.equal(await folderOf({ "x-simulated-world": "0123abcd" }), join("/j", "meta"));
        });

        it("is Meta's where nobody answers: the numbers may be real ones", async () => {
            const simulator = await startSimulator();
            await simulator.close();
            assert.equal(await journalFolder(env, simulator.url), join("/j", "meta"));
        });
    });

    it("is one for Meta, behind a proxy of one's own too, which is asked nothing", async () => {
        const env = { WHATSAPP_JOURNAL_DIR: "/j" };
        assert.equal(await journalFolder(env, "https://graph.example.com"), join("/j", "meta"));
    });
});
