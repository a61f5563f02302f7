import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

import { startSimulator } from "pulumi-whatsapp-simulator";

import {
    journalPlace,
    noteMeeting,
    placeOfWorld,
} from "../../../provider/src/journal/journalPlace";

const meta = "https://graph.facebook.com";

describe("journalPlace", () => {
    it("is in Pulumi's own folder", async () => {
        const home = join(homedir(), ".pulumi", "pulumi-whatsapp", "meta");
        assert.equal((await journalPlace({}, meta)).folder, home);
        const elsewhere = { PULUMI_HOME: "/p" };
        assert.equal(
            (await journalPlace(elsewhere, meta)).folder,
            join("/p", "pulumi-whatsapp", "meta"),
        );
    });

    it("is where WHATSAPP_JOURNAL_DIR says", async () => {
        const env = { PULUMI_HOME: "/p", WHATSAPP_JOURNAL_DIR: "/j" };
        assert.equal((await journalPlace(env, meta)).folder, join("/j", "meta"));
    });

    it("takes a variable that a pipeline left empty for none", async () => {
        const env = { PULUMI_HOME: "", WHATSAPP_JOURNAL_DIR: "" };
        assert.equal((await journalPlace(env, meta)).folder, (await journalPlace({}, meta)).folder);
        const home = { PULUMI_HOME: "/p", WHATSAPP_JOURNAL_DIR: "" };
        assert.equal(
            (await journalPlace(home, meta)).folder,
            join("/p", "pulumi-whatsapp", "meta"),
        );
    });

    for (const variable of ["WHATSAPP_JOURNAL_DIR", "PULUMI_HOME"]) {
        it(`refuses a relative ${variable}, and names an absolute one`, async () => {
            const message = `${variable} is "here/j", which is not an absolute path`;
            await assert.rejects(journalPlace({ [variable]: "here/j" }, meta), (error: Error) => {
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
                (await journalPlace(below, meta)).folder,
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
            const before = (await journalPlace(env, url)).folder;
            assert.deepEqual([before, asked], [join(root, "meta"), []], "nobody is asked unmet");
            noteMeeting(env, url);
            const folder = (await journalPlace(env, url)).folder;
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
            assert.equal((await journalPlace(env, first.url)).folder, join(root, "meta"));
            noteMeeting(env, first.url);
            const folder = (await journalPlace(env, first.url)).folder;
            assert.equal(folder, placeOfWorld(env, first.worldId).folder);
            assert.deepEqual(first.requests(), [], "no request to the Graph API");
            const port = Number(new URL(first.url).port);
            await first.close();
            const second = await startSimulator({ port });
            assert.equal(
                (await journalPlace(env, second.url)).folder,
                placeOfWorld(env, second.worldId).folder,
            );
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
            assert.equal((await journalPlace(env, simulator.url)).folder, join(root, "meta"));
        });
    });

    it("is one for Meta, behind a proxy of one's own too, which is asked nothing", async () => {
        const env = { WHATSAPP_JOURNAL_DIR: "/j" };
        assert.equal(
            (await journalPlace(env, "https://graph.example.com")).folder,
            join("/j", "meta"),
        );
    });
});
